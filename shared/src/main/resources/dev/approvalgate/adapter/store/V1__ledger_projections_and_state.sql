-- Times are ISO 8601 in UTC with nine digits after the second, so that they sort as text.

-- The ledger. Rows are only ever added.
CREATE TABLE event (
    position INTEGER PRIMARY KEY CHECK (position > 0),
    stream TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    type TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    at TEXT NOT NULL,
    payload TEXT NOT NULL,
    previous_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    UNIQUE (stream, version)
) STRICT;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only');
END;

CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only');
END;

-- Personal values that events commit to. Erasable.
CREATE TABLE personal_value (
    commitment TEXT PRIMARY KEY,
    position INTEGER NOT NULL REFERENCES event (position),
    stream TEXT NOT NULL,
    salt TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE INDEX personal_value_position ON personal_value (position);
CREATE INDEX personal_value_stream ON personal_value (stream);

-- Which streams' values were erased, and when.
CREATE TABLE erasure (
    stream TEXT PRIMARY KEY,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Names that were claimed; they settle races.
CREATE TABLE claim (
    name TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Texts by their hash, and which streams speak of them. Erasable.
CREATE TABLE document (
    hash TEXT PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE document_use (
    stream TEXT NOT NULL,
    hash TEXT NOT NULL REFERENCES document (hash),
    PRIMARY KEY (stream, hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_use_hash ON document_use (hash);

-- Projections: rebuilt from the ledger at will.
CREATE TABLE request (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    digest TEXT NOT NULL,
    issuer TEXT NOT NULL,
    project TEXT NOT NULL,
    pipeline TEXT NOT NULL,
    action TEXT NOT NULL,
    run TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    environment TEXT NOT NULL,
    environment_name TEXT NOT NULL,
    identity TEXT,
    commit_id TEXT,
    outcome TEXT,
    opened_at TEXT NOT NULL,
    deadline TEXT NOT NULL
) STRICT;

CREATE INDEX request_digest ON request (digest);
CREATE INDEX request_run ON request (issuer, project, run);
CREATE INDEX request_position ON request (position);
CREATE INDEX request_pending ON request (issuer, project) WHERE outcome IS NULL;

CREATE TABLE token (
    request TEXT NOT NULL,
    id TEXT NOT NULL,
    job TEXT NOT NULL,
    hash TEXT NOT NULL,
    minted_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    revoked_at TEXT,
    PRIMARY KEY (request, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX token_id ON token (id);

CREATE TABLE running (
    issuer TEXT NOT NULL,
    project TEXT NOT NULL,
    pipeline TEXT NOT NULL,
    action TEXT NOT NULL,
    environment TEXT NOT NULL,
    commit_id TEXT NOT NULL,
    since TEXT NOT NULL,
    request TEXT NOT NULL,
    PRIMARY KEY (issuer, project, pipeline, action, environment)
) STRICT, WITHOUT ROWID;

-- State: never rebuilt.
CREATE TABLE work (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    request TEXT,
    key TEXT UNIQUE,
    payload TEXT NOT NULL,
    due_at TEXT NOT NULL,
    not_after TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    last_error TEXT,
    lease_until TEXT,
    -- The same work was wanted again while it was being done.
    wish_payload TEXT,
    wish_due_at TEXT,
    wish_not_after TEXT
) STRICT;

CREATE INDEX work_available ON work (COALESCE(lease_until, due_at));
CREATE INDEX work_request ON work (request);

CREATE TABLE inbox (
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    body TEXT,
    received_at TEXT NOT NULL,
    completed_at TEXT,
    PRIMARY KEY (source, id)
) STRICT;

CREATE TABLE ticket (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    payload TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX ticket_expiry ON ticket (expires_at);

CREATE TABLE signing_key (
    id TEXT PRIMARY KEY,
    algorithm TEXT NOT NULL,
    public_jwk TEXT NOT NULL,
    sealed_private BLOB NOT NULL,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
