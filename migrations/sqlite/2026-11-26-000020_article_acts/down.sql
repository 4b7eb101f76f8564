DROP TABLE article_acts;
