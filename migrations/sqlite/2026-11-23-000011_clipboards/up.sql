-- Articles that somebody has set aside, to put them on a front later.
CREATE TABLE clipboards (
    user_id BIGINT NOT NULL REFERENCES users (id),
    article_id BIGINT NOT NULL REFERENCES articles (id),
    set_at TIMESTAMP NOT NULL,
    PRIMARY KEY (user_id, article_id)
);
