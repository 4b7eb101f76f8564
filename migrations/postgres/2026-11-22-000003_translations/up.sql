-- The revision of another edition's article that this one was translated from, as far as its
-- translator has read; null for what was written by itself. `revisions.id`.
ALTER TABLE articles ADD COLUMN source_revision_id BIGINT;
CREATE INDEX articles_by_source_revision ON articles (source_revision_id);

-- When the clock was to publish it, and when it did; UTC. Null where a person published it.
ALTER TABLE articles ADD COLUMN due_at TIMESTAMP;
ALTER TABLE articles ADD COLUMN done_at TIMESTAMP;
