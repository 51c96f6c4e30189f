-- What tells bursts, brackets and camera bodies apart. Rows of older versions have
-- nothing of it until their files are read again.
ALTER TABLE photo ADD COLUMN serial       TEXT NOT NULL DEFAULT ''; -- of the camera's body
ALTER TABLE photo ADD COLUMN bias_stops   REAL NOT NULL DEFAULT 0;  -- exposure correction
ALTER TABLE photo ADD COLUMN bracketing   TEXT NOT NULL DEFAULT '' CHECK (bracketing IN ('', 'exposure', 'focus'));
ALTER TABLE photo ADD COLUMN focus_metres REAL NOT NULL DEFAULT 0;  -- distance; 0 is unknown
