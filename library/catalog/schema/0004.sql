-- What a step of the journal changes, and who made it. A step of an older
-- version is the person's marks; its words stay as they are, those of later
-- steps are messages (JSON) that are worded where they are shown.
ALTER TABLE step ADD COLUMN kind   TEXT NOT NULL DEFAULT 'marks';
ALTER TABLE step ADD COLUMN origin TEXT NOT NULL DEFAULT ''; -- '' is the person
-- Each decision asks for the undone and for the oldest steps, of which there are
-- thousands.
CREATE INDEX step_undone ON step (id) WHERE undone = 1;
CREATE INDEX step_total  ON step (total);

-- What a step of any kind but marks, which have the table change, did to one
-- photo. The kind says what the JSON means.
CREATE TABLE step_photo (
    step_id      INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
    photo_id     INTEGER NOT NULL REFERENCES photo (id),
    before_value TEXT    NOT NULL, -- JSON
    after_value  TEXT    NOT NULL, -- JSON
    PRIMARY KEY (step_id, photo_id)
) WITHOUT ROWID;
CREATE INDEX step_photo_photo ON step_photo (photo_id);

ALTER TABLE photo ADD COLUMN rotation      INTEGER NOT NULL DEFAULT 0 CHECK (rotation BETWEEN 0 AND 3); -- clockwise quarter turns
ALTER TABLE photo ADD COLUMN title         TEXT    NOT NULL DEFAULT '';
ALTER TABLE photo ADD COLUMN caption       TEXT    NOT NULL DEFAULT '';
ALTER TABLE photo ADD COLUMN keywords      TEXT    NOT NULL DEFAULT ''; -- JSON list, '' for none
ALTER TABLE photo ADD COLUMN foreign_label TEXT    NOT NULL DEFAULT ''; -- a label that is none of the five

-- Sidecars as they were when they were last read or written.
CREATE TABLE sidecar (
    photo_id   INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    path       BLOB    NOT NULL,
    size       INTEGER NOT NULL,
    mtime_sec  INTEGER NOT NULL,
    mtime_nsec INTEGER NOT NULL,
    digest     TEXT    NOT NULL, -- of the file's bytes
    written    TEXT    NOT NULL, -- JSON: what this program last wrote into it, '' for nothing
    PRIMARY KEY (photo_id, path)
) WITHOUT ROWID;

-- Photos whose sidecars have still to be written, each once. A photo that
-- changes again gets a new number, so that it is not ticked off too early.
CREATE TABLE outbox (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    photo_id INTEGER NOT NULL UNIQUE REFERENCES photo (id) ON DELETE CASCADE
);

-- What was copied in from cards, whether its photo is still there or not.
CREATE TABLE ingested (
    digest TEXT    NOT NULL, -- of the file's bytes
    size   INTEGER NOT NULL,
    at     INTEGER NOT NULL, -- Unix seconds, of the first time
    source BLOB    NOT NULL, -- path on the card
    PRIMARY KEY (digest, size)
) WITHOUT ROWID;

-- Where the person corrected the computed groups: 'split' begins a group at the
-- photo, 'join' puts it into the group of another one. Changed by the journal's
-- steps only.
CREATE TABLE group_correction (
    photo_id INTEGER PRIMARY KEY REFERENCES photo (id),
    kind     TEXT    NOT NULL CHECK (kind IN ('split', 'join')),
    other_id INTEGER REFERENCES photo (id), -- of a join
    CHECK ((kind = 'join') = (other_id IS NOT NULL) AND other_id IS NOT photo_id)
);
CREATE INDEX group_correction_other ON group_correction (other_id);

-- What was looked for in image data, also where nothing was found, and what was
-- found: faces and the like.
CREATE TABLE finding_search (
    id            INTEGER PRIMARY KEY,
    provenance_id INTEGER NOT NULL REFERENCES provenance (id),
    hash          TEXT    NOT NULL CHECK (hash <> ''),
    kind          TEXT    NOT NULL CHECK (kind <> ''),
    UNIQUE (provenance_id, hash, kind)
);
CREATE INDEX finding_search_hash ON finding_search (hash, kind);

CREATE TABLE finding (
    id        INTEGER PRIMARY KEY AUTOINCREMENT, -- given once, never again: names will hang on it
    search_id INTEGER NOT NULL REFERENCES finding_search (id) ON DELETE CASCADE,
    x         REAL    NOT NULL, -- the box, 0..1 of the upright picture
    y         REAL    NOT NULL,
    width     REAL    NOT NULL,
    height    REAL    NOT NULL,
    body      TEXT    NOT NULL  -- JSON: values by their names
);
CREATE INDEX finding_of ON finding (search_id);
