-- Where a live article is to stand once it is published again. Until then readers find it where
-- it is, as they read its live words.
CREATE TABLE planned_places (
    article_id BIGINT NOT NULL REFERENCES articles (id),
    -- It may have lost its name by then: then the article stays.
    section_id BIGINT NOT NULL,
    slug TEXT NOT NULL,
    -- Their ids as JSON.
    coverages TEXT NOT NULL,
    PRIMARY KEY (article_id)
);
