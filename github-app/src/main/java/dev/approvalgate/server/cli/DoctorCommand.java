package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.config.ConfigProblem;
import dev.approvalgate.adapter.config.GateSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks an installation step by step. */
@Command(
        name = "doctor",
        description = "Checks an installation step by step and says how to mend what is wrong. Changes nothing."
                + " Exit code 1 where a step fails.")
final class DoctorCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private Common common = new Common();

    @Mixin
    private ConfigOption config = new ConfigOption();

    DoctorCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var findings = new ArrayList<Finding>();
        steps().forEach(finding -> {
            findings.add(finding);
            if (!common.json()) {
                common.out().println(line(finding));
                common.out().flush();
            }
        });
        long failed = count(findings, Finding.Status.FAIL);
        common.answer(
                summary(failed, count(findings, Finding.Status.WARN)),
                Map.of("ok", failed == 0, "steps", members(findings)));
        return failed == 0 ? 0 : Failures.FAILED;
    }

    private static long count(List<Finding> findings, Finding.Status status) {
        return findings.stream().filter(finding -> finding.status() == status).count();
    }

    private static String summary(long failed, long warnings) {
        if (failed > 0) {
            return failed + (failed == 1 ? " step failed." : " steps failed.");
        }
        return warnings == 0
                ? "All is well."
                : "Nothing failed; see the " + (warnings == 1 ? "warning." : warnings + " warnings.");
    }

    private Stream<Finding> steps() {
        GateSettings settings;
        try {
            settings = config.read(context.environment());
        } catch (ConfigProblem e) {
            return e.faults().stream().map(fault -> Finding.fail("settings", fault.toString()));
        }
        return Stream.concat(
                Stream.of(Finding.ok("settings", config.file() + " and what it refers to can be read")),
                Checkup.of(settings, context.clock()).steps().flatMap(step -> step.get().stream()));
    }

    private static String line(Finding finding) {
        return String.format(Locale.ROOT, "%-4s  %-26s %s", finding.status(), finding.step(), finding.message());
    }

    private static List<Object> members(List<Finding> findings) {
        return findings.stream()
                .<Object>map(finding -> Map.of(
                        "step", finding.step(),
                        "status", finding.status().name().toLowerCase(Locale.ROOT),
                        "message", finding.message()))
                .toList();
    }
}
