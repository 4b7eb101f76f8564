-- Who works here, what they may do, and what they did. Times are UTC. The pair under
-- migrations/postgres builds the same schema; a test compares the two.

CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- In lower case.
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Argon2id in PHC form; null until the person has chosen a password.
    password_hash TEXT,
    -- What the authenticator app shares with us, base32; null while there is no second step.
    totp_secret TEXT,
    -- The time step of the last code that was taken: each is good once.
    totp_step BIGINT NOT NULL,
    -- Prefix of the edition in whose language the admin speaks to the person.
    language TEXT NOT NULL,
    shortcuts_enabled BOOLEAN NOT NULL,
    is_active BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    signed_in_at TIMESTAMP
);
CREATE UNIQUE INDEX users_by_email ON users (email);

CREATE TABLE user_roles (
    user_id BIGINT NOT NULL REFERENCES users (id),
    -- Prefix of the edition; empty for all of them.
    edition TEXT NOT NULL,
    -- `reporter`, `editor`, `chief` or `admin`.
    role TEXT NOT NULL,
    PRIMARY KEY (user_id, edition)
);

CREATE TABLE sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- SHA-256 of the cookie, hexadecimal.
    token_hash TEXT NOT NULL,
    user_id BIGINT NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    -- When the person last showed who they are, by password or code.
    stepped_up_at TIMESTAMP NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    -- What the next page says once, JSON.
    flash TEXT
);
CREATE UNIQUE INDEX sessions_by_token ON sessions (token_hash);
CREATE INDEX sessions_by_user ON sessions (user_id, seen_at);

-- Links and tickets that are good once.
CREATE TABLE tokens (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- `setup`, `invitation`, `reset` or `second_step`.
    purpose TEXT NOT NULL,
    -- SHA-256, hexadecimal.
    token_hash TEXT NOT NULL,
    -- Null for the first admin, who isn't there yet.
    user_id BIGINT REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX tokens_by_hash ON tokens (token_hash);
CREATE INDEX tokens_by_user ON tokens (user_id, purpose);

CREATE TABLE recovery_codes (
    user_id BIGINT NOT NULL REFERENCES users (id),
    -- SHA-256, hexadecimal; the row goes when the code is used.
    code_hash TEXT NOT NULL,
    PRIMARY KEY (user_id, code_hash)
);

-- Tries that failed, so that guessing has to pause.
CREATE TABLE sign_in_attempts (
    -- `account:…`, `code:…` or `address:…`.
    subject TEXT NOT NULL,
    failures INTEGER NOT NULL,
    failed_at TIMESTAMP NOT NULL,
    PRIMARY KEY (subject)
);

-- Every act, each row chained to the one before.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    acted_at TIMESTAMP NOT NULL,
    -- `user:7`, or a part of the program.
    actor TEXT NOT NULL,
    -- Network address; empty on the command line.
    address TEXT NOT NULL,
    verb TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    -- SHA-256, hexadecimal; the first row has an empty one.
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX audit_by_actor ON audit (actor, id);

-- Whose draft it is, `users.id`; null for what came from elsewhere.
ALTER TABLE articles ADD COLUMN owner_id BIGINT;
