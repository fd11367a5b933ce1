package dev.approvalgate.journeys.jenkins;

import com.fasterxml.jackson.databind.JsonNode;

/** What Jenkins shows of a build's requests without anybody opening them. */
final class Shows {

    private Shows() {}

    /** {@return what the remote API says of a build's only request} */
    static JsonNode approval(JenkinsClient reader, String job) {
        String path =
                "job/" + job + "/1/api/json?tree=actions[approvals[id,environment,node,state,decision,text,by,link]]";
        for (JsonNode action : reader.get(path).json().path("actions")) {
            if (action.has("approvals")) {
                return action.path("approvals").path(0);
            }
        }
        throw new AssertionError(path + " says nothing of approvals");
    }

    /** {@return the list of a job's builds, as its page shows it} */
    static String history(JenkinsClient reader, String job) {
        return reader.get("job/" + job + "/buildHistory/ajax").body();
    }
}
