DROP INDEX articles_ahead;
DROP INDEX articles_unfinished;
DROP INDEX articles_by_owner;
DROP INDEX articles_by_desk;
