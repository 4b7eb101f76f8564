-- Times are UTC. JSON lives in text columns. The pair under migrations/postgres
-- builds the same schema; a test compares the two.

CREATE TABLE sections (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    position INTEGER NOT NULL
);

CREATE TABLE section_names (
    section_id BIGINT NOT NULL REFERENCES sections (id),
    edition TEXT NOT NULL,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    description TEXT NOT NULL,
    PRIMARY KEY (section_id, edition)
);
CREATE UNIQUE INDEX section_names_by_slug ON section_names (edition, slug);

CREATE TABLE people (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- `author` (a person with a byline) or `source` (an agency or publication).
    kind TEXT NOT NULL
);

CREATE TABLE people_names (
    person_id BIGINT NOT NULL REFERENCES people (id),
    edition TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    description TEXT NOT NULL,
    PRIMARY KEY (person_id, edition)
);
CREATE UNIQUE INDEX people_names_by_slug ON people_names (edition, kind, slug);

CREATE TABLE media (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- The original's content hash: its name in the media folder and in addresses.
    content_key TEXT NOT NULL,
    file_name TEXT NOT NULL,
    format TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    size_bytes BIGINT NOT NULL,
    -- The average colour as `#rrggbb`, shown while the photo loads.
    colour TEXT NOT NULL,
    credit TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX media_by_content_key ON media (content_key);

CREATE TABLE media_texts (
    media_id BIGINT NOT NULL REFERENCES media (id),
    edition TEXT NOT NULL,
    alt TEXT NOT NULL,
    caption TEXT NOT NULL,
    PRIMARY KEY (media_id, edition)
);

CREATE TABLE stories (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    slugline TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    story_id BIGINT NOT NULL REFERENCES stories (id),
    edition TEXT NOT NULL,
    -- `draft`, `scheduled`, `embargoed`, `live` or `withdrawn`.
    state TEXT NOT NULL,
    section_id BIGINT NOT NULL REFERENCES sections (id),
    slug TEXT NOT NULL,
    -- What readers see; kept when the article is withdrawn.
    live_revision_id BIGINT,
    -- Who wrote it and where it came from, copied from the live revision so
    -- that the lists of a person are read from an index.
    author_id BIGINT REFERENCES people (id),
    source_id BIGINT REFERENCES people (id),
    -- When readers first could read it; the day in its address.
    published_at TIMESTAMP,
    updated_at TIMESTAMP,
    corrected_at TIMESTAMP,
    -- Whether the live revision holds a gallery: the pictures on the home front.
    has_gallery BOOLEAN NOT NULL,
    scheduled_for TIMESTAMP,
    embargo_until TIMESTAMP,
    withdrawn_at TIMESTAMP,
    withdrawal_reason TEXT,
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX articles_by_story ON articles (story_id, edition);
CREATE INDEX articles_by_edition ON articles (edition, state, published_at, id);
CREATE INDEX articles_by_section ON articles (edition, section_id, state, published_at, id);
CREATE INDEX articles_by_author ON articles (edition, author_id, state, published_at, id);
CREATE INDEX articles_by_source ON articles (edition, source_id, state, published_at, id);
CREATE INDEX articles_by_gallery ON articles (edition, has_gallery, state, published_at, id);
-- `state` comes last, or SQLite would take these for every query of live articles.
CREATE INDEX articles_due_for_schedule ON articles (scheduled_for, state);
CREATE INDEX articles_due_for_embargo ON articles (embargo_until, state);

CREATE TABLE revisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    article_id BIGINT NOT NULL REFERENCES articles (id),
    created_at TIMESTAMP NOT NULL,
    created_by TEXT NOT NULL,
    headline TEXT NOT NULL,
    short_headline TEXT NOT NULL,
    kicker TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    -- Markdown as written, and the blocks it was rendered to as JSON.
    body TEXT NOT NULL,
    blocks TEXT NOT NULL,
    rendered_by INTEGER NOT NULL,
    reading_minutes INTEGER NOT NULL,
    dateline_place TEXT NOT NULL,
    dateline_on DATE,
    dateline_agency TEXT NOT NULL,
    editor TEXT NOT NULL,
    author_id BIGINT REFERENCES people (id),
    source_id BIGINT REFERENCES people (id),
    lead_media_id BIGINT REFERENCES media (id),
    lead_caption TEXT NOT NULL,
    lead_alt TEXT NOT NULL
);
CREATE INDEX revisions_by_article ON revisions (article_id, id);

CREATE TABLE corrections (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    article_id BIGINT NOT NULL REFERENCES articles (id),
    corrected_at TIMESTAMP NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX corrections_by_article ON corrections (article_id, corrected_at);

CREATE TABLE media_uses (
    revision_id BIGINT NOT NULL REFERENCES revisions (id),
    media_id BIGINT NOT NULL REFERENCES media (id),
    PRIMARY KEY (revision_id, media_id)
);
CREATE INDEX media_uses_by_media ON media_uses (media_id);

CREATE TABLE coverages (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    is_open BOOLEAN NOT NULL,
    lead_media_id BIGINT REFERENCES media (id),
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE coverage_names (
    coverage_id BIGINT NOT NULL REFERENCES coverages (id),
    edition TEXT NOT NULL,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    summary TEXT NOT NULL,
    -- When an article last appeared in it: the order of the coverage index.
    latest_at TIMESTAMP,
    PRIMARY KEY (coverage_id, edition)
);
CREATE UNIQUE INDEX coverage_names_by_slug ON coverage_names (edition, slug);
CREATE INDEX coverage_names_by_latest ON coverage_names (edition, latest_at, coverage_id);

CREATE TABLE coverage_moments (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    coverage_id BIGINT NOT NULL REFERENCES coverages (id),
    edition TEXT NOT NULL,
    happened_at TIMESTAMP NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX coverage_moments_by_coverage ON coverage_moments (coverage_id, edition, happened_at);

CREATE TABLE article_coverages (
    article_id BIGINT NOT NULL REFERENCES articles (id),
    coverage_id BIGINT NOT NULL REFERENCES coverages (id),
    -- The order of the coverages on the article.
    position INTEGER NOT NULL,
    edition TEXT NOT NULL,
    -- The article's `published_at` while it is live, else null: so that the
    -- list of a coverage is read from an index.
    listed_at TIMESTAMP,
    PRIMARY KEY (article_id, coverage_id)
);
CREATE INDEX article_coverages_by_coverage
    ON article_coverages (coverage_id, edition, listed_at, article_id);

CREATE TABLE front_slots (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    edition TEXT NOT NULL,
    -- Null on the home front.
    section_id BIGINT REFERENCES sections (id),
    -- `lead`, `secondary` or `coverage`.
    container TEXT NOT NULL,
    position INTEGER NOT NULL,
    article_id BIGINT REFERENCES articles (id),
    coverage_id BIGINT REFERENCES coverages (id),
    until_at TIMESTAMP
);
CREATE INDEX front_slots_by_front ON front_slots (edition, section_id, container, position);

CREATE TABLE redirects (
    edition TEXT NOT NULL,
    -- `section`, `coverage`, `author` or `source`.
    kind TEXT NOT NULL,
    slug TEXT NOT NULL,
    target_id BIGINT NOT NULL,
    PRIMARY KEY (edition, kind, slug)
);

CREATE TABLE info_pages (
    edition TEXT NOT NULL,
    -- `about`, `contact`, `corrections`, `privacy` or `accessibility`.
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    blocks TEXT NOT NULL,
    rendered_by INTEGER NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (edition, name)
);

-- Editorial settings of an edition; `edition` is empty for the whole portal.
CREATE TABLE settings (
    edition TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (edition, name)
);

-- Every change of content, in commit order. Everything derived follows it.
CREATE TABLE changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    actor TEXT NOT NULL,
    verb TEXT NOT NULL,
    nouns TEXT NOT NULL
);
