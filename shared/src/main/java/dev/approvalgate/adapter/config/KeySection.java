package dev.approvalgate.adapter.config;

import dev.approvalgate.adapter.config.KeySettings.Signer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code tokens} and {@code token_signer} of {@code gate.yaml}. */
final class KeySection {

    /** So long that a clock which jumps an hour makes no key sign before those who keep the published keys have seen it. */
    private static final Duration LEAST_AHEAD = Duration.ofHours(2);

    private static final Duration MOST_AHEAD = Duration.ofDays(30);
    /** So long that at most one key at a time is published for its last tokens. */
    private static final Duration OFTEN = Duration.ofDays(2);

    private static final Duration SELDOM = Duration.ofDays(400);
    private static final int LONGEST_WORD = 1000;
    private static final int LARGEST = 64 << 10;

    private KeySection() {}

    static Optional<KeySettings> rotation(Value value) {
        Fields fields = value.fields("rotate_every", "publish_ahead");
        Duration every =
                fields.optional("rotate_every", time -> time.duration(OFTEN, SELDOM), KeySettings.USUAL.rotateEvery());
        Duration ahead = fields.optional(
                "publish_ahead", time -> time.duration(LEAST_AHEAD, MOST_AHEAD), KeySettings.USUAL.publishAhead());
        if (ahead.compareTo(every) >= 0) {
            fields.wrong(
                    "publish_ahead",
                    "a key is published (" + Durations.write(ahead) + ") for a shorter time than it signs ("
                            + Durations.write(every) + ")",
                    "shorten it, or lengthen rotate_every");
        }
        return fields.build(() -> new KeySettings(every, ahead, null));
    }

    static Optional<Signer> signer(Value value, Path folder) {
        Fields fields = value.fields("command", "algorithm", "public_jwk");
        Optional<List<String>> command = fields.required("command", KeySection::command);
        String algorithm = fields.optional("algorithm", TokenReader::algorithm, "ES256");
        Optional<String> key = fields.required("public_jwk", file -> text(file, folder));
        return fields.build(() -> new Signer(command.orElseThrow(), algorithm, key.orElseThrow()));
    }

    private static Optional<List<String>> command(Value value) {
        // Not some(): an argument may be there twice.
        List<String> words = value.items().stream()
                .flatMap(word -> word.text(LONGEST_WORD).stream())
                .toList();
        return !words.isEmpty() && words.get(0).startsWith("/")
                ? Optional.of(words)
                : value.refuse(
                        "does not begin with the whole path of a program",
                        "write [/path/to/program, argument, ...]; no shell reads it");
    }

    private static Optional<String> text(Value file, Path folder) {
        return file.text(LONGEST_WORD).flatMap(name -> {
            try {
                return Optional.of(TextFile.read(folder.resolve(name), LARGEST));
            } catch (InvalidPathException e) {
                return file.refuse("is not a path", "name a file");
            } catch (TextFile.Unreadable e) {
                return file.refuse(e.message(), e.remedy());
            }
        });
    }
}
