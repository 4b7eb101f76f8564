-- The title where an article is shared; empty: the headline.
ALTER TABLE revisions ADD COLUMN social_title TEXT NOT NULL DEFAULT '';
