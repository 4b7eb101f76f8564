-- The address that a photo was copied from; empty for what came as a file.
ALTER TABLE media ADD COLUMN source_url TEXT NOT NULL DEFAULT '';
