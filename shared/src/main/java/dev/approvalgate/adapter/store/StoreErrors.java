package dev.approvalgate.adapter.store;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * Turns failures of the database into ours. Library exceptions that quote statements with their values go no further: only SQLite's
 * own words, which name tables and columns, are passed on.
 */
final class StoreErrors {

    private final Path file;

    StoreErrors(Path file) {
        this.file = file;
    }

    /** {@return a failure that names the file} */
    GateException failed(String what) {
        return failed(what, null);
    }

    GateException failed(String what, @Nullable Throwable cause) {
        return new GateException(ReasonCode.STORE_FAILED, "the store " + file + " " + what, cause);
    }

    /** {@return the failure to throw in place of another; our own pass as they are} */
    RuntimeException translate(Throwable failure) {
        if (failure instanceof GateException ours) {
            return ours;
        }
        SQLException sql = sqlCause(failure);
        if (sql == null) {
            return failure instanceof RuntimeException other
                    ? other
                    : failed("failed unexpectedly: " + failure.getClass().getSimpleName(), failure);
        }
        return failed("failed: " + sql.getMessage() + "; " + remedy(sql.getErrorCode() & 0xff), sql);
    }

    /** {@return whether the database failed, as opposed to a command that was refused} */
    static boolean isOfDatabase(Throwable failure) {
        return sqlCause(failure) != null;
    }

    private static @Nullable SQLException sqlCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static String remedy(int primaryCode) {
        if (primaryCode == SQLiteErrorCode.SQLITE_FULL.code) {
            return "free space on its disk";
        }
        if (primaryCode == SQLiteErrorCode.SQLITE_CORRUPT.code || primaryCode == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return "restore it from a backup";
        }
        if (primaryCode == SQLiteErrorCode.SQLITE_READONLY.code
                || primaryCode == SQLiteErrorCode.SQLITE_CANTOPEN.code
                || primaryCode == SQLiteErrorCode.SQLITE_PERM.code) {
            return "check that this user may write the file and its directory";
        }
        if (primaryCode == SQLiteErrorCode.SQLITE_BUSY.code || primaryCode == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return "close other programs that have it open";
        }
        return "check its disk, and verify the ledger before going on";
    }
}
