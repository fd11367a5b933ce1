package dev.approvalgate.domain.approval;

/**
 * One execution of a pipeline.
 *
 * @param id the run's (or build's) id within its project: decimal digits, or a UUID, as its host has it
 * @param attempt from 1; a re-run is another attempt and needs another approval
 */
public record Run(String id, int attempt) {

    public Run {
        if (id.isBlank() || attempt < 1) {
            throw new IllegalArgumentException("a run has an id and an attempt from 1");
        }
    }

    @Override
    public String toString() {
        return id + "/" + attempt;
    }
}
