-- Paths are BLOBs: the bytes the operating system gave, which need not be UTF-8
-- and may hold any byte but NUL. Comparing BLOBs compares bytes, so all photos
-- below a folder are one range of the index on path.

PRAGMA application_id = 1264939116;

CREATE TABLE photo (
    id          INTEGER PRIMARY KEY AUTOINCREMENT, -- given once, never again
    path        BLOB    NOT NULL UNIQUE,
    format      TEXT    NOT NULL,
    size        INTEGER NOT NULL,
    mtime_sec   INTEGER NOT NULL, -- Unix seconds; nanoseconds alone would end in 2262
    mtime_nsec  INTEGER NOT NULL,
    device      INTEGER NOT NULL, -- 0, 0 where the file system does not say
    inode       INTEGER NOT NULL,
    missing     INTEGER NOT NULL DEFAULT 0 CHECK (missing IN (0, 1)),

    -- What reading the file told; cleared when size or time change.
    hash        TEXT    NOT NULL DEFAULT '',
    width       INTEGER NOT NULL DEFAULT 0,
    height      INTEGER NOT NULL DEFAULT 0,
    problem     TEXT    NOT NULL DEFAULT '',
    taken       TEXT    NOT NULL DEFAULT '', -- RFC 3339 with the camera's zone
    camera      TEXT    NOT NULL DEFAULT '',
    lens        TEXT    NOT NULL DEFAULT '',
    exposure_ns INTEGER NOT NULL DEFAULT 0,
    f_number    REAL    NOT NULL DEFAULT 0,
    iso         INTEGER NOT NULL DEFAULT 0,
    focal_mm    REAL    NOT NULL DEFAULT 0,
    orientation INTEGER NOT NULL DEFAULT 0,

    -- What the person decided; only the journal's steps change it.
    flag        INTEGER NOT NULL DEFAULT 0 CHECK (flag BETWEEN -1 AND 1),
    rating      INTEGER NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 5),
    label       INTEGER NOT NULL DEFAULT 0 CHECK (label BETWEEN 0 AND 5)
);
CREATE INDEX photo_hash ON photo (hash);
CREATE INDEX photo_identity ON photo (device, inode);

CREATE TABLE companion (
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    place    INTEGER NOT NULL,
    path     BLOB    NOT NULL,
    kind     TEXT    NOT NULL,
    PRIMARY KEY (photo_id, place)
) WITHOUT ROWID;

-- The undo journal. Steps are numbered without gaps; the undone ones are the
-- last ones, and go when a new step is made.
CREATE TABLE step (
    id      INTEGER PRIMARY KEY,
    made_at INTEGER NOT NULL,           -- Unix seconds
    words   TEXT    NOT NULL,
    total   INTEGER NOT NULL,           -- changes in this and all earlier steps
    undone  INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
);

CREATE TABLE change (
    step_id       INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
    photo_id      INTEGER NOT NULL REFERENCES photo (id),
    before_flag   INTEGER NOT NULL,
    before_rating INTEGER NOT NULL,
    before_label  INTEGER NOT NULL,
    after_flag    INTEGER NOT NULL,
    after_rating  INTEGER NOT NULL,
    after_label   INTEGER NOT NULL,
    PRIMARY KEY (step_id, photo_id)
) WITHOUT ROWID;
CREATE INDEX change_photo ON change (photo_id);

CREATE TABLE provenance (
    id   INTEGER PRIMARY KEY,
    key  TEXT NOT NULL UNIQUE,
    body BLOB NOT NULL -- JSON
);

CREATE TABLE score (
    id            INTEGER PRIMARY KEY,
    provenance_id INTEGER NOT NULL REFERENCES provenance (id),
    hash          TEXT    NOT NULL CHECK (hash <> ''),
    body          BLOB    NOT NULL, -- JSON
    UNIQUE (provenance_id, hash)
);

-- Why image data could not be scored.
CREATE TABLE problem_by_hash (
    provenance_id INTEGER NOT NULL REFERENCES provenance (id),
    hash          TEXT    NOT NULL CHECK (hash <> ''),
    problem       TEXT    NOT NULL,
    PRIMARY KEY (provenance_id, hash)
) WITHOUT ROWID;

-- The same for files whose image data could not even be read; holds for as long
-- as the file does not change.
CREATE TABLE problem_by_file (
    photo_id      INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    provenance_id INTEGER NOT NULL REFERENCES provenance (id),
    mtime_sec     INTEGER NOT NULL,
    mtime_nsec    INTEGER NOT NULL,
    problem       TEXT    NOT NULL,
    PRIMARY KEY (photo_id, provenance_id)
) WITHOUT ROWID;

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value BLOB NOT NULL -- JSON
) WITHOUT ROWID;
