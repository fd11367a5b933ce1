package dev.approvalgate.server.loopback;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest exchanges, bounded in number and in characters of body. */
final class Journal {

    private static final int MAX_EXCHANGES = 5_000;
    private static final long MAX_CHARACTERS = 16L * 1024 * 1024;

    private final Deque<Exchange> exchanges = new ArrayDeque<>();
    private long characters;

    synchronized void add(Exchange exchange) {
        exchanges.addLast(exchange);
        characters += exchange.body().length();
        while (exchanges.size() > MAX_EXCHANGES || characters > MAX_CHARACTERS) {
            characters -= exchanges.removeFirst().body().length();
        }
    }

    synchronized List<Exchange> copy() {
        return List.copyOf(exchanges);
    }
}
