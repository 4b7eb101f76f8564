-- What somebody looks at again and again in the list of articles.
CREATE TABLE saved_views (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    user_id BIGINT NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    -- The list's query string: `edition=mn&state=review`.
    query TEXT NOT NULL
);
CREATE UNIQUE INDEX saved_views_by_user ON saved_views (user_id, name);
