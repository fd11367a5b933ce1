package dev.approvalgate.adapter.store.codec;

/** A payload does not have the form that its type and version promise. The message names the place, never a value. */
final class UnreadableForm extends RuntimeException {

    UnreadableForm(String message) {
        super(message);
    }
}
