-- A row is read from its beginning: what stands behind a long text is reached page by page of the
-- file, for each teaser of a list. So the long texts stand last.
ALTER TABLE revisions ADD COLUMN body_at_the_end TEXT NOT NULL DEFAULT '';
ALTER TABLE revisions ADD COLUMN blocks_at_the_end TEXT NOT NULL DEFAULT '';
UPDATE revisions SET body_at_the_end = body, blocks_at_the_end = blocks;
ALTER TABLE revisions DROP COLUMN body;
ALTER TABLE revisions DROP COLUMN blocks;
ALTER TABLE revisions RENAME COLUMN body_at_the_end TO body;
ALTER TABLE revisions RENAME COLUMN blocks_at_the_end TO blocks;
