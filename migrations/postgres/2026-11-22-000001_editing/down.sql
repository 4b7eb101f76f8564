DROP TABLE notes;
DROP INDEX articles_by_newest_revision;
ALTER TABLE articles DROP COLUMN returned_at;
ALTER TABLE articles DROP COLUMN newest_revision_id;
