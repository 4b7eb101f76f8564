ALTER TABLE revisions DROP COLUMN social_title;
