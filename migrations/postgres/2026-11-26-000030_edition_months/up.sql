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
SELECT edition, to_char(published_at, 'YYYY-MM'), COUNT(*),
    MAX(GREATEST(published_at, updated_at, corrected_at))
FROM articles WHERE state = 'live' GROUP BY 1, 2;

-- Once a statement: a row that one statement writes a thousand times is slow to find.
CREATE FUNCTION count_edition_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE edition_months SET articles = edition_months.articles - gone.articles
        FROM (
            SELECT edition, to_char(published_at, 'YYYY-MM') AS month, COUNT(*) AS articles
            FROM before WHERE state = 'live' GROUP BY 1, 2
        ) AS gone
        WHERE edition_months.edition = gone.edition AND edition_months.month = gone.month;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        UPDATE edition_months SET modified_at = GREATEST(edition_months.modified_at, gone.at)
        FROM (
            SELECT before.edition, to_char(before.published_at, 'YYYY-MM') AS month,
                MAX(after.withdrawn_at) AS at
            FROM before JOIN after ON after.id = before.id
            WHERE before.state = 'live' AND after.withdrawn_at IS NOT NULL GROUP BY 1, 2
        ) AS gone
        WHERE edition_months.edition = gone.edition AND edition_months.month = gone.month;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO edition_months (edition, month, articles, modified_at)
        SELECT edition, to_char(published_at, 'YYYY-MM'), COUNT(*),
            MAX(GREATEST(published_at, updated_at, corrected_at))
        FROM after WHERE state = 'live' GROUP BY 1, 2
        ON CONFLICT (edition, month) DO UPDATE
        SET articles = edition_months.articles + excluded.articles,
            modified_at = GREATEST(edition_months.modified_at, excluded.modified_at);
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER edition_months_insert AFTER INSERT ON articles
REFERENCING NEW TABLE AS after
FOR EACH STATEMENT EXECUTE FUNCTION count_edition_months();

CREATE TRIGGER edition_months_update AFTER UPDATE ON articles
REFERENCING OLD TABLE AS before NEW TABLE AS after
FOR EACH STATEMENT EXECUTE FUNCTION count_edition_months();

CREATE TRIGGER edition_months_delete AFTER DELETE ON articles
REFERENCING OLD TABLE AS before
FOR EACH STATEMENT EXECUTE FUNCTION count_edition_months();
