package dev.approvalgate.domain.approval;

/**
 * The stable name of a person in a policy.
 *
 * @param value not blank
 */
public record PersonId(String value) {

    public PersonId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a person's id must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
