-- When the decisions about the photos of a folder tree are written into sidecars.
-- Of trees that lie in each other the innermost counts.
CREATE TABLE sidecar_tree (
    path   BLOB NOT NULL PRIMARY KEY, -- of the folder
    below  BLOB NOT NULL,             -- what all paths below it begin with
    beyond BLOB NOT NULL,             -- the first bytes behind all of them
    policy TEXT NOT NULL
) WITHOUT ROWID;

ALTER TABLE sidecar ADD COLUMN said TEXT    NOT NULL DEFAULT ''; -- JSON: what it said when it was last read or written
ALTER TABLE sidecar ADD COLUMN made INTEGER NOT NULL DEFAULT 0 CHECK (made IN (0, 1)); -- this program made the file

-- Where a photo and its sidecar were changed to different values, until the person
-- chooses one.
CREATE TABLE sidecar_conflict (
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    field    TEXT    NOT NULL CHECK (field IN ('flag', 'rating', 'label')),
    theirs   INTEGER NOT NULL, -- the sidecar's value
    path     BLOB    NOT NULL, -- of the sidecar
    program  TEXT    NOT NULL, -- that wrote it, '' where it does not say
    PRIMARY KEY (photo_id, field)
) WITHOUT ROWID;

-- A photo that got the sidecar's value has nothing more to ask.
CREATE TRIGGER sidecar_agreed AFTER UPDATE OF flag, rating, label ON photo BEGIN
    DELETE FROM sidecar_conflict WHERE photo_id = new.id AND theirs =
        CASE field WHEN 'flag' THEN new.flag WHEN 'rating' THEN new.rating ELSE new.label END;
END;
