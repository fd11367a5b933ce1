package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    private static boolean holds(String range, String address) {
        return AddressRange.of(range).orElseThrow().holds(IpAddress.of(address).orElseThrow());
    }

    @Test
    void holdsWhatBeginsAlike() {
        assertThat(holds("10.0.0.0/8", "10.255.0.1")).isTrue();
        assertThat(holds("10.0.0.0/8", "11.0.0.1")).isFalse();
        assertThat(holds("192.168.1.128/25", "192.168.1.200")).isTrue();
        assertThat(holds("192.168.1.128/25", "192.168.1.100")).isFalse();
        assertThat(holds("127.0.0.1", "127.0.0.1")).isTrue();
        assertThat(holds("127.0.0.1", "127.0.0.2")).isFalse();
        assertThat(holds("0.0.0.0/0", "203.0.113.7")).isTrue();
        assertThat(holds("2001:db8::/32", "2001:DB8:0:ffff::1")).isTrue();
        assertThat(holds("2001:db8::/32", "2001:db9::1")).isFalse();
        assertThat(holds("::1", "0:0:0:0:0:0:0:1")).isTrue();
    }

    @Test
    void knowsAnAddressByBothOfItsForms() {
        assertThat(holds("10.0.0.0/8", "::ffff:10.1.2.3")).isTrue();
        assertThat(holds("10.0.0.0/8", "::ffff:0a01:0203")).isTrue();
        assertThat(holds("0.0.0.0/0", "::1")).isFalse();
        assertThat(holds("::/0", "10.1.2.3")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "10",
                "10.1",
                "10.0.0.0.0",
                "256.0.0.1",
                "010.0.0.1",
                "0x7f.0.0.1",
                "10.0.0.0/33",
                "10.0.0.0/08",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0.1/8",
                "localhost",
                "::1%eth0",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8",
                "12345::",
                "::g",
                "[::1]",
                " 10.0.0.1",
                "::1/129",
                "2001:db8::1/32",
                "10.0.0.0/8/8",
                "10.0.0.1."
            })
    void isNoneOfAnythingElse(String text) {
        assertThat(AddressRange.of(text)).isEmpty();
    }
}
