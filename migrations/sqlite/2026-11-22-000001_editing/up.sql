-- What the newsroom works on; its list is in this order.
ALTER TABLE articles ADD COLUMN newest_revision_id BIGINT;
UPDATE articles SET newest_revision_id =
    (SELECT max(revisions.id) FROM revisions WHERE revisions.article_id = articles.id);
CREATE INDEX articles_by_newest_revision ON articles (newest_revision_id);

-- When an editor handed a draft back to its writer; UTC.
ALTER TABLE articles ADD COLUMN returned_at TIMESTAMP;

-- What colleagues write to each other on an article. Readers never see it.
CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    article_id BIGINT NOT NULL REFERENCES articles (id),
    written_at TIMESTAMP NOT NULL,
    -- `user:7`.
    written_by TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX notes_by_article ON notes (article_id, id);
