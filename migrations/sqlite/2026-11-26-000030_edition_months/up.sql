-- How many live articles an edition published in a month (UTC), and when any of them last changed:
-- the index of sitemaps is written from it, however long the archive is. Triggers keep it, so that
-- no way of writing an article can forget it.
CREATE TABLE edition_months (
    edition TEXT NOT NULL,
    -- `2026-11`
    month TEXT NOT NULL,
    articles BIGINT NOT NULL,
    modified_at TIMESTAMP NOT NULL,
    PRIMARY KEY (edition, month)
);

INSERT INTO edition_months (edition, month, articles, modified_at)
SELECT edition, substr(published_at, 1, 7), COUNT(*),
    MAX(MAX(published_at, COALESCE(updated_at, ''), COALESCE(corrected_at, '')))
FROM articles WHERE state = 'live' GROUP BY 1, 2;

CREATE TRIGGER edition_months_insert AFTER INSERT ON articles WHEN NEW.state = 'live'
BEGIN
    INSERT INTO edition_months (edition, month, articles, modified_at) VALUES (
        NEW.edition, substr(NEW.published_at, 1, 7), 1,
        MAX(NEW.published_at, COALESCE(NEW.updated_at, ''), COALESCE(NEW.corrected_at, ''))
    ) ON CONFLICT (edition, month) DO UPDATE SET articles = articles + 1,
        modified_at = MAX(modified_at, excluded.modified_at);
END;

CREATE TRIGGER edition_months_update
AFTER UPDATE OF state, published_at, updated_at, corrected_at ON articles
WHEN OLD.state = 'live' OR NEW.state = 'live'
BEGIN
    UPDATE edition_months SET articles = articles - 1,
        modified_at = MAX(modified_at, COALESCE(NEW.withdrawn_at, ''))
    WHERE OLD.state = 'live' AND edition = OLD.edition AND month = substr(OLD.published_at, 1, 7);
    -- `WHERE` is also what tells the parser that ON CONFLICT belongs to the INSERT.
    INSERT INTO edition_months (edition, month, articles, modified_at)
    SELECT NEW.edition, substr(NEW.published_at, 1, 7), 1,
        MAX(NEW.published_at, COALESCE(NEW.updated_at, ''), COALESCE(NEW.corrected_at, ''))
    WHERE NEW.state = 'live'
    ON CONFLICT (edition, month) DO UPDATE SET articles = articles + 1,
        modified_at = MAX(modified_at, excluded.modified_at);
END;

CREATE TRIGGER edition_months_delete AFTER DELETE ON articles WHEN OLD.state = 'live'
BEGIN
    UPDATE edition_months SET articles = articles - 1
    WHERE edition = OLD.edition AND month = substr(OLD.published_at, 1, 7);
END;
