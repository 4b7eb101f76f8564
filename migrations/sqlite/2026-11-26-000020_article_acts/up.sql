-- What was decided about an article. Changes are forgotten after a while; this is not.
CREATE TABLE article_acts (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    article_id BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    acted_at TIMESTAMP NOT NULL,
    -- `user:7`, or a part of the program.
    actor TEXT NOT NULL,
    -- The command's name, `publish`.
    verb TEXT NOT NULL,
    -- What was said with it; may be empty.
    note TEXT NOT NULL,
    -- The instant that it is about: when the clock is to publish, of when the words are.
    about_at TIMESTAMP
);
CREATE INDEX article_acts_by_article ON article_acts (article_id, id);

-- What the audit knows of the time before, and what the clock has done.
INSERT INTO article_acts (article_id, acted_at, actor, verb, note)
SELECT article_id, acted_at, actor, verb, note
FROM (
    SELECT audit.id, articles.id AS article_id, audit.acted_at, audit.actor, audit.verb,
        COALESCE(CASE audit.verb
            WHEN 'correct' THEN (
                SELECT MAX(corrections.note) FROM corrections
                WHERE corrections.article_id = articles.id
                AND corrections.corrected_at = audit.acted_at
            )
            WHEN 'return_article' THEN (
                SELECT MAX(notes.text) FROM notes
                WHERE notes.article_id = articles.id AND notes.written_at = audit.acted_at
            )
        END, '') AS note
    FROM audit JOIN articles ON articles.id = CAST(substr(audit.subject, 9) AS INTEGER)
    WHERE audit.subject LIKE 'article:%' AND audit.verb IN (
        'submit', 'return_article', 'publish', 'publish_under_embargo', 'schedule', 'unschedule',
        'set_embargo', 'update', 'correct'
    )
    UNION ALL
    -- Withdrawals name every article of the story.
    SELECT audit.id, articles.id, audit.acted_at, audit.actor, audit.verb,
        COALESCE(articles.withdrawal_reason, '')
    FROM audit JOIN articles ON ' ' || audit.subject || ' ' LIKE '% article:' || articles.id || ' %'
    WHERE audit.verb = 'withdraw' AND articles.withdrawn_at = audit.acted_at
    UNION ALL
    SELECT 0, articles.id, articles.done_at, 'clock', 'publish', ''
    FROM articles WHERE articles.done_at IS NOT NULL
) AS known
ORDER BY acted_at, id;
