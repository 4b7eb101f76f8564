-- What is being written in the form of an article and was not saved yet. One for an article:
-- whoever opens it finds the newest text. Readers never see it.
CREATE TABLE working_copies (
    article_id BIGINT NOT NULL REFERENCES articles (id),
    -- Counts every change of the row and never goes back.
    version BIGINT NOT NULL,
    -- What it was written on top of.
    revision_id BIGINT NOT NULL,
    -- The form's fields as JSON pairs; null while everything is saved.
    fields TEXT,
    saved_at TIMESTAMP NOT NULL,
    -- `user:7`.
    saved_by TEXT NOT NULL,
    PRIMARY KEY (article_id)
);

-- Who writes in an article, and on which screen: one at a time.
CREATE TABLE writers (
    article_id BIGINT NOT NULL REFERENCES articles (id),
    user_id BIGINT NOT NULL REFERENCES users (id),
    -- What the page's script calls itself.
    screen TEXT NOT NULL,
    since_at TIMESTAMP NOT NULL,
    -- A screen that was not heard of for a while is closed.
    seen_at TIMESTAMP NOT NULL,
    PRIMARY KEY (article_id)
);
