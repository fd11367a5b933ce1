-- When a request's approval was revoked: what it let in is nothing to compare with any more.
ALTER TABLE request ADD COLUMN revoked_at TEXT;

CREATE INDEX request_pipeline ON request (issuer, project, pipeline, action, environment);

UPDATE request SET revoked_at = (SELECT MIN(at) FROM event WHERE stream = request.id AND type = 'approval.revoked');

DELETE FROM running WHERE request IN (SELECT id FROM request WHERE revoked_at IS NOT NULL);

-- The newest first token of those that are left decides. Tokens from before the third version have no position and are the oldest.
INSERT INTO running (issuer, project, pipeline, action, environment, commit_id, since, request)
SELECT issuer, project, pipeline, action, environment, commit_id, since, id
FROM (
    SELECT r.issuer, r.project, r.pipeline, r.action, r.environment, r.commit_id, t.minted_at AS since, r.id,
        ROW_NUMBER() OVER (
            PARTITION BY r.issuer, r.project, r.pipeline, r.action, r.environment
            ORDER BY t.position DESC, r.position DESC
        ) AS place
    FROM request r
    JOIN token t ON t.request = r.id
        AND t.id = (SELECT f.id FROM token f WHERE f.request = r.id ORDER BY f.position, f.minted_at LIMIT 1)
    WHERE r.commit_id IS NOT NULL AND r.revoked_at IS NULL
)
WHERE place = 1
ON CONFLICT DO NOTHING;
