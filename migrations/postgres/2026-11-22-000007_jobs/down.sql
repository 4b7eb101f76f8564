DROP INDEX media_by_prepared;
ALTER TABLE media DROP COLUMN prepared_at;
DROP TABLE jobs;
