-- PostgreSQL keeps long texts beside their row already.
SELECT 1;
