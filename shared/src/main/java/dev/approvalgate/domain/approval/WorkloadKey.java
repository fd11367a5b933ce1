package dev.approvalgate.domain.approval;

/**
 * What stays the same of a workload whichever way it reaches us; used for matching and in the change digest. Subjects are not part of
 * it, because their form can be customised.
 *
 * @param issuer who vouches for it: the exact issuer URL
 * @param projectId the immutable id of the repository or project at that issuer; the full name of the job where the host knows no
 *     better (Jenkins)
 * @param pipeline path of the workflow or pipeline definition within the project, such as {@code .github/workflows/deploy.yml}, or
 *     what stands for it at that issuer
 */
public record WorkloadKey(String issuer, String projectId, String pipeline) {

    public WorkloadKey {
        if (issuer.isBlank() || projectId.isBlank() || pipeline.isBlank()) {
            throw new IllegalArgumentException("a workload key needs issuer, project id and pipeline");
        }
    }

    @Override
    public String toString() {
        return issuer + " " + projectId + " " + pipeline;
    }
}
