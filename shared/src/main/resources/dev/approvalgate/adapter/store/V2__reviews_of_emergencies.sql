-- Until when others must have looked at a request that one person let happen in an emergency; NULL where nobody has to, or has already.
ALTER TABLE request ADD COLUMN review_by TEXT;

CREATE INDEX request_review ON request (review_by) WHERE review_by IS NOT NULL;
