-- Where followers that must not miss a change have come to. Times are UTC.
CREATE TABLE followers (
    -- `purge`.
    name TEXT PRIMARY KEY NOT NULL,
    -- Every change up to this one was followed.
    position BIGINT NOT NULL,
    -- When it had last followed all there was.
    followed_at TIMESTAMP NOT NULL,
    -- The node that follows, and until when nobody else does.
    claimed_by TEXT NOT NULL,
    claimed_until TIMESTAMP,
    -- Why it stands still, and since when; empty and null while it doesn't.
    failure TEXT NOT NULL,
    failing_since TIMESTAMP
);
