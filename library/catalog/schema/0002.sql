-- Where the camera focused, 0..1 of the upright picture; NULL where it did not
-- say, or where the file was read by a version that did not ask.
ALTER TABLE photo ADD COLUMN focus_x REAL;
ALTER TABLE photo ADD COLUMN focus_y REAL;
