-- What must stay in sight where a photo is cropped, in hundredths from its top left corner.
ALTER TABLE media ADD COLUMN focus_x INTEGER NOT NULL DEFAULT 50;
ALTER TABLE media ADD COLUMN focus_y INTEGER NOT NULL DEFAULT 50;
-- Where and when it was taken.
ALTER TABLE media ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN taken_on DATE;
-- The caption that stood in the file; offered to editors, never to readers.
ALTER TABLE media ADD COLUMN found_caption TEXT NOT NULL DEFAULT '';
