package dev.approvalgate.adapter.store;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.LiveToken;
import dev.approvalgate.gate.port.TokenIndex;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Looks tokens up in the projections. Knows none of those that were minted before the columns that it needs were there. */
final class SqliteTokenIndex implements TokenIndex {

    private static final String TOKENS =
            "SELECT t.id, t.hash, t.request, t.job, t.audience, t.scopes, t.key_id, t.confirmation, t.expires_at, "
                    + "t.position, t.cause, t.died_position, r.identity, r.environment_name, r.action "
                    + "FROM token t JOIN request r ON r.id = t.request "
                    + "WHERE t.position IS NOT NULL AND r.identity IS NOT NULL AND ";

    private final Readers readers;

    SqliteTokenIndex(Readers readers) {
        this.readers = readers;
    }

    private record Row(
            LiveToken token, long position, @Nullable DeathCause cause, long diedPosition) {}

    @Override
    public Changes live(Instant now) {
        return readers.read(handle -> {
            // The position first: what is committed in between is read twice rather than missed.
            long position = LedgerRows.last(handle);
            List<Row> rows =
                    rows(handle, "t.revoked_at IS NULL AND t.expires_at > :now", Map.of("now", Times.text(now)));
            return new Changes(position, rows.stream().map(Row::token).toList(), Map.of());
        });
    }

    @Override
    public Changes since(long position) {
        return readers.read(handle -> {
            long last = LedgerRows.last(handle);
            var minted = new ArrayList<LiveToken>();
            var deaths = new HashMap<String, DeathCause>();
            for (Row row :
                    rows(handle, "(t.position > :after OR t.died_position > :after)", Map.of("after", position))) {
                if (row.position() > position) {
                    minted.add(row.token());
                }
                if (row.cause() != null && row.diedPosition() > position) {
                    deaths.put(row.token().id(), row.cause());
                }
            }
            return new Changes(last, minted, deaths);
        });
    }

    @Override
    public Optional<Entry> find(String id) {
        return readers.read(handle -> rows(handle, "t.id = :id", Map.of("id", id)).stream()
                .findFirst()
                .map(row -> new Entry(row.token(), Optional.ofNullable(row.cause()))));
    }

    private static List<Row> rows(Handle handle, String condition, Map<String, ?> values) {
        return handle.createQuery(TOKENS + condition + " ORDER BY t.position")
                .bindMap(values)
                .map((row, context) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        String scopes = row.getString("scopes");
        String cause = row.getString("cause");
        var token = new LiveToken(
                row.getString("id"),
                new Sha256(row.getString("hash")),
                new RequestId(row.getString("request")),
                row.getString("job"),
                row.getString("identity"),
                Environment.of(row.getString("environment_name")),
                new Action(row.getString("action")),
                scopes.isEmpty() ? List.of() : List.of(scopes.split(" ", -1)),
                row.getString("audience"),
                row.getString("key_id"),
                Times.of(row.getString("expires_at")),
                row.getString("confirmation"));
        return new Row(
                token,
                row.getLong("position"),
                cause == null ? null : DeathCause.valueOf(cause.toUpperCase(Locale.ROOT)),
                row.getLong("died_position"));
    }
}
