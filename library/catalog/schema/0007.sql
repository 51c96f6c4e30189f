-- What is learnt from the person's picks, by the names that they gave.
CREATE TABLE taste (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    name    TEXT    NOT NULL UNIQUE,
    used    INTEGER NOT NULL DEFAULT 0 CHECK (used IN (0, 1)),        -- its scores are shown
    all_in  INTEGER NOT NULL DEFAULT 1 CHECK (all_in IN (0, 1)),      -- it learns from every folder
    weights TEXT    NOT NULL DEFAULT '',                              -- JSON, '' before any
    gate    TEXT    NOT NULL DEFAULT ''                               -- JSON of the test, '' before it began
);

-- The folders that a taste learns from, where not from all.
CREATE TABLE taste_shoot (
    taste_id INTEGER NOT NULL REFERENCES taste (id) ON DELETE CASCADE,
    folder   BLOB    NOT NULL,
    PRIMARY KEY (taste_id, folder)
) WITHOUT ROWID;

-- The photos whose decisions a taste was tested on: no decision is tested twice.
CREATE TABLE taste_tested (
    taste_id INTEGER NOT NULL REFERENCES taste (id) ON DELETE CASCADE,
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    PRIMARY KEY (taste_id, photo_id)
) WITHOUT ROWID;
CREATE INDEX taste_tested_photo ON taste_tested (photo_id);
