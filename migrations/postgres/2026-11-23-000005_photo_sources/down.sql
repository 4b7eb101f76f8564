ALTER TABLE media DROP COLUMN source_url;
