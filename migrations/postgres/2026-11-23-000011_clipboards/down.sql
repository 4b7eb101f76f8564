DROP TABLE clipboards;
