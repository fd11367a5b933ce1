package dev.approvalgate.adapter.oidc;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** A body of bytes that ends in failure as soon as it is larger than allowed. */
public final class CappedBody implements BodySubscriber<byte[]> {

    private final BodySubscriber<byte[]> inner = BodySubscribers.ofByteArray();
    private final int cap;
    private long received;
    private @Nullable Subscription source;

    /**
     * Takes a body.
     *
     * @param cap the most bytes that it may have
     */
    public CappedBody(int cap) {
        this.cap = cap;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        source = subscription;
        inner.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> chunks) {
        received += chunks.stream().mapToLong(ByteBuffer::remaining).sum();
        if (received <= cap) {
            inner.onNext(chunks);
        } else if (source != null) {
            source.cancel();
            inner.onError(new IOException("larger than " + cap + " bytes"));
        }
    }

    @Override
    public void onError(Throwable failure) {
        inner.onError(failure);
    }

    @Override
    public void onComplete() {
        inner.onComplete();
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return inner.getBody();
    }
}
