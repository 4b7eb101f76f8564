-- A front as editors want it next; readers see it once it is published.
CREATE TABLE front_drafts (
    edition TEXT NOT NULL,
    -- `home`, or the id of a section.
    front TEXT NOT NULL,
    -- JSON: which articles and coverages, each until when.
    curation TEXT NOT NULL,
    -- Counts its changes, so that nobody publishes what they have not seen.
    version INTEGER NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    -- `user:7`.
    changed_by TEXT NOT NULL,
    PRIMARY KEY (edition, front)
);

-- What was taken off a front, so that it can be put back.
CREATE TABLE front_removals (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    edition TEXT NOT NULL,
    front TEXT NOT NULL,
    article_id BIGINT NOT NULL REFERENCES articles (id),
    removed_at TIMESTAMP NOT NULL
);
CREATE INDEX front_removals_by_front ON front_removals (edition, front, removed_at);
