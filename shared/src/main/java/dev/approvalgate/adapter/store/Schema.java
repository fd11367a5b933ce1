package dev.approvalgate.adapter.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;

/** Brings a store's tables to the form that this version of the gate expects. */
final class Schema {

    private Schema() {}

    /** Migrates upwards. A store that a later version has written is refused and left as it is. */
    static void migrate(DataSource source, StoreErrors errors) {
        // Our own class loader: in a process that hosts several programs, the thread's may be another's.
        Flyway flyway = Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:dev/approvalgate/adapter/store")
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .table("schema_history")
                .load();
        try {
            for (MigrationInfo migration : flyway.info().all()) {
                MigrationState state = migration.getState();
                if (state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED) {
                    throw errors.failed("was written by a later version of the gate (schema " + migration.getVersion()
                            + "); run that version, or restore a backup that was made before the upgrade");
                }
            }
            flyway.migrate();
        } catch (FlywayException e) {
            if (StoreErrors.isOfDatabase(e)) {
                throw errors.translate(e);
            }
            throw errors.failed(
                    "is no store of the gate, or its tables were altered; name another file or restore a backup: "
                            + firstLine(e.getMessage()),
                    e);
        }
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
