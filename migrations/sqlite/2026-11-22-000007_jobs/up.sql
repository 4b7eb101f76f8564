-- Work that takes longer than a request. Times are UTC.
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- `renditions`.
    kind TEXT NOT NULL,
    -- `waiting`, `running`, `done` or `cancelled`.
    state TEXT NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    -- What was done before it was last taken up: its pace is counted from there.
    done_before INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    -- `user:7`, or a part of the program.
    created_by TEXT NOT NULL,
    started_at TIMESTAMP,
    -- The last sign of life of whoever runs it.
    beat_at TIMESTAMP,
    ended_at TIMESTAMP,
    is_cancelled BOOLEAN NOT NULL,
    -- What went wrong, a line each.
    log TEXT NOT NULL
);
CREATE INDEX jobs_by_state ON jobs (state, id);

-- When all sizes of a photo were there; null until then.
ALTER TABLE media ADD COLUMN prepared_at TIMESTAMP;
CREATE INDEX media_by_prepared ON media (prepared_at, id);
