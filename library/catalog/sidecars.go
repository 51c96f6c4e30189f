package catalog

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"keeplight.app/keeplight/library"
)

// Sidecar is a photo's sidecar as it was when it was last read or written. A file
// with another size, time or digest was changed by another program since.
type Sidecar struct {
	ID      library.ID
	Path    string // absolute, the bytes the operating system gave
	Size    int64  // bytes
	ModTime time.Time
	Digest  string          // of the file's bytes, with a prefix that says how it was made
	Written *SidecarContent // what this program last wrote into it; nil for nothing
	Said    SidecarSaid     // what it said when it was last read or written
	Made    bool            // this program made the file
}

// SidecarSaid is what a sidecar said of a photo. A field of which it said nothing is
// zero in Decision.
type SidecarSaid struct {
	Decision library.Decision `json:"decision"`
	Flag     bool             `json:"flag,omitempty"` // it said one, which may be none
	Rating   bool             `json:"rating,omitempty"`
	Label    bool             `json:"label,omitempty"`
	Program  string           `json:"program,omitempty"` // that wrote it, "" where it did not say
}

// SidecarContent is what this program writes into a sidecar.
type SidecarContent struct {
	Decision library.Decision `json:"decision"`
	Rotation library.Rotation `json:"rotation"`
	Metadata library.Metadata `json:"metadata"`
}

// putSidecars notes sidecars in place of what was noted of the same files.
func putSidecars(ctx context.Context, tx *sql.Tx, sidecars []Sidecar) error {
	for i := range sidecars {
		s := &sidecars[i]
		path, err := cleanPath(s.Path)
		if err != nil {
			return err
		}
		var written []byte
		if s.Written != nil {
			if written, err = json.Marshal(s.Written); err != nil {
				return fmt.Errorf("encoding a sidecar: %w", err)
			}
		}
		said, err := json.Marshal(&s.Said)
		if err != nil {
			return fmt.Errorf("encoding a sidecar: %w", err)
		}
		sec, nsec := stamp(s.ModTime)
		err = run(ctx, tx, `INSERT OR REPLACE INTO sidecar (photo_id, path, size, mtime_sec, mtime_nsec, digest, written, said, made)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			int64(s.ID), []byte(path), s.Size, sec, nsec, s.Digest, string(written), string(said), s.Made)
		if err != nil {
			return explainReference(err)
		}
	}
	return nil
}

// Sidecars gives what is noted of the photos' sidecars, for each photo in the
// order of their paths; a photo without any is not in the map. nil means all
// photos. What was written into one is nil where it can no longer be read; where that
// is so of what it said, there is no digest.
func (c *Catalog) Sidecars(ctx context.Context, ids []library.ID) (map[library.ID][]Sidecar, error) {
	text := `SELECT photo_id, path, size, mtime_sec, mtime_nsec, digest, written, said, made FROM sidecar`
	var args []any
	if ids != nil {
		list, err := idList(ids)
		if err != nil {
			return nil, err
		}
		text, args = text+` WHERE photo_id IN (SELECT value FROM json_each(?))`, []any{list}
	}
	all := map[library.ID][]Sidecar{}
	err := query(ctx, c.r, func(row scanner) error {
		var s Sidecar
		var path, written, said []byte
		var sec, nsec int64
		if err := row.Scan(&s.ID, &path, &s.Size, &sec, &nsec, &s.Digest, &written, &said, &s.Made); err != nil {
			return err
		}
		s.Path, s.ModTime = string(path), unstamp(sec, nsec)
		if len(said) > 0 && json.Unmarshal(said, &s.Said) != nil {
			s.Said, s.Digest = SidecarSaid{}, "" // it is read again
		}
		var content SidecarContent
		if len(written) > 0 && json.Unmarshal(written, &content) == nil {
			s.Written = &content
		}
		all[s.ID] = append(all[s.ID], s)
		return nil
	}, text+` ORDER BY photo_id, path`, args...)
	if err != nil {
		return nil, fmt.Errorf("reading what is known of sidecars: %w", err)
	}
	return all, nil
}
