ALTER TABLE articles DROP COLUMN done_at;
ALTER TABLE articles DROP COLUMN due_at;
DROP INDEX articles_by_source_revision;
ALTER TABLE articles DROP COLUMN source_revision_id;
