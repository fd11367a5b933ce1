-- What a token is good for and how it ended, so that whoever is shown one can be answered from memory. Tokens that were minted before
-- have no position and are known to nobody any more.
ALTER TABLE token ADD COLUMN position INTEGER;
ALTER TABLE token ADD COLUMN audience TEXT;
ALTER TABLE token ADD COLUMN scopes TEXT;
ALTER TABLE token ADD COLUMN key_id TEXT;
ALTER TABLE token ADD COLUMN confirmation TEXT;
ALTER TABLE token ADD COLUMN cause TEXT;
ALTER TABLE token ADD COLUMN died_position INTEGER;

CREATE INDEX token_position ON token (position);
CREATE INDEX token_died_position ON token (died_position) WHERE died_position IS NOT NULL;
CREATE INDEX token_living ON token (expires_at) WHERE revoked_at IS NULL;
