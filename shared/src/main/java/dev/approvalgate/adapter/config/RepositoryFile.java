package dev.approvalgate.adapter.config;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.policy.Tightening;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads repositories' own policies, {@code .github/approval-gate.yml}, version 1: {@code version} and {@code tighten}. Groups,
 * schedules and calendars are those of the policy that it was read with. Whoever can push to a repository writes these files: they are
 * at most 64 KiB, and can say nothing but what makes things stricter.
 */
final class RepositoryFile implements Tightening.Reader {

    private static final String NAME = ".github/approval-gate.yml";
    private static final int LARGEST = 64 << 10;
    private static final int MOST_KEPT = 200;

    private final TightenSection section;
    private final Cache<Sha256, Outcome> outcomes =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    RepositoryFile(Vocabulary vocabulary) {
        this.section = new TightenSection(vocabulary);
    }

    /** What a text says, or what is wrong with it. */
    private record Outcome(List<Tightening> says, @Nullable String wrong) {}

    @Override
    public List<Tightening> read(String text) {
        // Before the text is hashed and kept, lest its size counts.
        if (text.length() > LARGEST || text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw refused(NAME + ": is larger than " + LARGEST + " bytes; shorten it");
        }
        Outcome outcome = outcomes.get(Sha256.of(text), digest -> parse(text));
        String wrong = outcome.wrong();
        if (wrong != null) {
            throw refused(wrong);
        }
        return outcome.says();
    }

    private Outcome parse(String text) {
        var problems = new Problems();
        try {
            Fields fields = YamlTree.parse(text, NAME, problems).fields("version", "tighten");
            fields.required("version", Words::version);
            Optional<List<Tightening>> says = fields.required("tighten", section::read);
            problems.throwIfAny();
            return new Outcome(says.orElseThrow(), null);
        } catch (ConfigProblem e) {
            return new Outcome(List.of(), String.valueOf(e.getMessage()));
        }
    }

    private static GateException refused(String why) {
        return new GateException(ReasonCode.REPOSITORY_POLICY_INVALID, why);
    }
}
