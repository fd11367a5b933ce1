package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lnk_",
                "0123456789abcdef0123456789abcdef",
                "lnk_0123456789ABCDEF0123456789ABCDEF",
                "lnk_0123456789abcdef0123456789abcde",
                "lnk_0123456789abcdef0123456789abcdef0",
                "lnk_0123456789abcdef0123456789abcdef\n",
                "lnk_../../../../../../../etc/passwd."
            })
    void refusesWhatIsNoId(String text) {
        assertThat(LinkId.isWellFormed(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new LinkId(text));
    }

    @Test
    void isRandomAndPrintsAsItIsWritten() {
        LinkId id = LinkId.random(new Random(1));
        assertThat(id).isEqualTo(LinkId.random(new Random(1))).isNotEqualTo(LinkId.random(new Random(2)));
        assertThat(id).hasToString(id.value());
        assertThat(LinkId.isWellFormed(id.value())).isTrue();
    }
}
