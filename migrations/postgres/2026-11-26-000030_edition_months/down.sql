DROP TRIGGER edition_months_delete ON articles;
DROP TRIGGER edition_months_update ON articles;
DROP TRIGGER edition_months_insert ON articles;
DROP FUNCTION count_edition_months;
DROP TABLE edition_months;
