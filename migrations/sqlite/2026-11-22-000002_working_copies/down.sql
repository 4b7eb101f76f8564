DROP TABLE writers;
DROP TABLE working_copies;
