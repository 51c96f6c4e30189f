-- Photos that a person judged without a score, a name or a colour beside them. A verdict
-- is no decision: it changes nothing of its photo.
CREATE TABLE blind_session (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    began INTEGER NOT NULL,          -- nanoseconds since 1970
    ended INTEGER NOT NULL DEFAULT 0 -- 0 while it can go on
);

-- What a session shows, in its order. A photo that stands in it twice was shown again,
-- so that the person can be held against themselves.
CREATE TABLE blind_frame (
    session_id INTEGER NOT NULL REFERENCES blind_session (id) ON DELETE CASCADE,
    place      INTEGER NOT NULL CHECK (place >= 0),
    photo_id   INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    stack      INTEGER NOT NULL CHECK (stack >= 0), -- the same number: they belonged together then; 0: it stood alone
    verdict    INTEGER CHECK (verdict IN (-1, 0, 1)), -- a flag; NULL until it is given
    PRIMARY KEY (session_id, place)
) WITHOUT ROWID;
CREATE INDEX blind_frame_photo ON blind_frame (photo_id);
