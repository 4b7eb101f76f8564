-- Where a column stands makes no difference to what is stored.
SELECT 1;
