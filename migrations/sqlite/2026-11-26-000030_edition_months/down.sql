DROP TRIGGER edition_months_delete;
DROP TRIGGER edition_months_update;
DROP TRIGGER edition_months_insert;
DROP TABLE edition_months;
