package dev.approvalgate.gate.fake;

import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.port.ReviewChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A channel in memory: keeps one message a request and address, and notes every call. Can be made to fail. */
public final class RecordingChannel implements ReviewChannel {

    /**
     * A message as it stands.
     *
     * @param request what it shows
     * @param address where
     * @param shown what it shows now
     * @param details whether the details were added
     * @param reminders how often reviewers were reminded
     */
    public record Message(RequestId request, ChannelAddress address, Rendering shown, boolean details, int reminders) {}

    /** A private answer. */
    public record Reply(Map<String, String> to, RequestId request, ReasonCode reason) {}

    private final String kind;
    private volatile String footer = "";
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();
    private final List<GateException> failures = new ArrayList<>();

    /** A channel of a kind. */
    public RecordingChannel(String kind) {
        this.kind = kind;
    }

    /** Makes the next outward call fail; several calls queue up several failures. */
    public synchronized void failNext(GateException failure) {
        failures.add(failure);
    }

    /** Adds a text to everything that is shown from now on, as a new version of the product would. */
    public void says(String text) {
        footer = " " + text;
    }

    /** {@return the messages by reference, oldest first} */
    public synchronized Map<String, Message> messages() {
        return new LinkedHashMap<>(messages);
    }

    /** {@return the names of the outward calls so far, such as {@code post}} */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** {@return the private answers so far} */
    public synchronized List<Reply> replies() {
        return List.copyOf(replies);
    }

    private void called(String name) {
        if (!failures.isEmpty()) {
            throw failures.remove(0);
        }
        calls.add(name);
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Rendering render(ChannelAddress address, ReviewView view) {
        var request = view.request();
        return new Rendering(view.ask().id() + " " + view.ask().change().digest() + " votes " + request.votes()
                + " refused " + request.refusedVotes() + " end " + request.decision() + footer);
    }

    @Override
    public synchronized Optional<String> find(ChannelAddress address, ReviewView view) {
        return messages.entrySet().stream()
                .filter(entry -> entry.getValue().request().equals(view.ask().id())
                        && entry.getValue().address().equals(address))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public synchronized String post(ChannelAddress address, ReviewView view, Rendering rendering) {
        called("post");
        String reference = kind + "-" + (messages.size() + 1);
        messages.put(reference, new Message(view.ask().id(), address, rendering, false, 0));
        return reference;
    }

    @Override
    public synchronized void update(ChannelAddress address, String reference, ReviewView view, Rendering rendering) {
        called("update");
        messages.computeIfPresent(
                reference,
                (key, old) -> new Message(old.request(), old.address(), rendering, old.details(), old.reminders()));
    }

    @Override
    public synchronized void details(ChannelAddress address, String reference, ReviewView view) {
        called("details");
        messages.computeIfPresent(
                reference, (key, old) -> new Message(old.request(), old.address(), old.shown(), true, old.reminders()));
    }

    @Override
    public synchronized void remind(ChannelAddress address, String reference, ReviewView view) {
        called("remind");
        messages.computeIfPresent(
                reference,
                (key, old) ->
                        new Message(old.request(), old.address(), old.shown(), old.details(), old.reminders() + 1));
    }

    @Override
    public Optional<String> link(ChannelAddress address, String reference) {
        return Optional.of("https://" + kind + ".example.com/" + address.address() + "/" + reference);
    }

    @Override
    public synchronized void reply(Map<String, String> to, ReviewView view, ReasonCode reason) {
        called("reply");
        replies.add(new Reply(Map.copyOf(to), view.ask().id(), reason));
    }
}
