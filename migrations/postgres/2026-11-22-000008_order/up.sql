-- The place of an article that editors put on top of a coverage.
ALTER TABLE article_coverages ADD COLUMN pin INTEGER;

-- The order of the sections in the navigation of each edition.
ALTER TABLE section_names ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
UPDATE section_names SET position =
    (SELECT sections.position FROM sections WHERE sections.id = section_names.section_id);
