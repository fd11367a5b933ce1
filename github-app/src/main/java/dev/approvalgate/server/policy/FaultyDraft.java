package dev.approvalgate.server.policy;

import dev.approvalgate.adapter.config.ConfigProblem;
import dev.approvalgate.domain.approval.GateException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A draft that is no policy, with everything that is wrong with it. */
public final class FaultyDraft extends GateException {

    private final transient List<Map<String, Object>> faults;

    FaultyDraft(ConfigProblem wrong) {
        super(wrong.reason(), summary(wrong.faults().size()), wrong);
        this.faults = wrong.faults().stream().map(FaultyDraft::members).toList();
    }

    private static String summary(int faults) {
        return "the draft has " + (faults == 1 ? "a fault" : faults + " faults");
    }

    private static Map<String, Object> members(ConfigProblem.Fault fault) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("file", fault.place().file());
        members.put("line", fault.place().line());
        members.put("column", fault.place().column());
        members.put("key", fault.path());
        members.put("message", fault.message());
        members.put("remedy", fault.remedy());
        return members;
    }

    /** {@return each fault as members: file, line, column, key, message, remedy} */
    public List<Map<String, Object>> faults() {
        return faults;
    }
}
