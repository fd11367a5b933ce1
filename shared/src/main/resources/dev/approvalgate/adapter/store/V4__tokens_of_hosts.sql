-- State: tokens of CI hosts that may still live, sealed. Erased once they are dead.
CREATE TABLE host_token (
    id TEXT PRIMARY KEY,
    request TEXT NOT NULL,
    sealed BLOB NOT NULL,
    expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
