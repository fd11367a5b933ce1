package io.jenkins.plugins.approvalgate.server;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** The bytes of an answer; fails once there are more than a server ever sends. */
final class CappedBody implements BodySubscriber<byte[]> {

    private static final long MOST = 1 << 18;

    private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
    private @Nullable Subscription source;
    private long seen;

    @Override
    public void onSubscribe(Subscription subscription) {
        source = subscription;
        bytes.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> more) {
        for (ByteBuffer buffer : more) {
            seen += buffer.remaining();
        }
        if (seen > MOST && source != null) {
            source.cancel();
            bytes.onError(new IOException("an answer of more than " + MOST + " bytes"));
            return;
        }
        bytes.onNext(more);
    }

    @Override
    public void onError(Throwable failure) {
        bytes.onError(failure);
    }

    @Override
    public void onComplete() {
        bytes.onComplete();
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return bytes.getBody();
    }
}
