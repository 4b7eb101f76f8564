ALTER TABLE section_names DROP COLUMN position;
ALTER TABLE article_coverages DROP COLUMN pin;
