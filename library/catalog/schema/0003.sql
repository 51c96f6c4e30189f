-- What models wrote about scores. Like a score it hangs on the hash of the image
-- data and on what made it; it does not hang on the score, so that it stays when
-- that goes or changes.
CREATE TABLE explanation (
    id            INTEGER PRIMARY KEY,
    provenance_id INTEGER NOT NULL REFERENCES provenance (id),
    hash          TEXT    NOT NULL CHECK (hash <> ''),
    whole         INTEGER NOT NULL CHECK (whole IN (0, 1)), -- the model came to its end
    written_at    INTEGER NOT NULL,                         -- Unix nanoseconds
    body          BLOB    NOT NULL,                         -- JSON
    UNIQUE (provenance_id, hash)
);
CREATE INDEX explanation_hash ON explanation (hash);
