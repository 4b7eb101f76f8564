DROP TABLE front_removals;
DROP TABLE front_drafts;
