ALTER TABLE media DROP COLUMN found_caption;
ALTER TABLE media DROP COLUMN taken_on;
ALTER TABLE media DROP COLUMN place;
ALTER TABLE media DROP COLUMN focus_y;
ALTER TABLE media DROP COLUMN focus_x;
