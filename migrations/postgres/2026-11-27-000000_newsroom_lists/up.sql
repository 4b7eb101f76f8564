-- The newsroom's list of articles begins with those changed last: of one section, of one person, or
-- in one state.
CREATE INDEX articles_by_desk ON articles (section_id, newest_revision_id);
CREATE INDEX articles_by_owner ON articles (owner_id, newest_revision_id);
-- Of all states but the one in which most are; with it SQLite would take this for every query of
-- live articles.
CREATE INDEX articles_unfinished ON articles (state, newest_revision_id) WHERE state <> 'live';

-- Articles with words that aren't published: few, however many are live.
CREATE INDEX articles_ahead ON articles (newest_revision_id)
WHERE newest_revision_id <> live_revision_id;
