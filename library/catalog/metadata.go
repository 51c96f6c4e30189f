package catalog

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"keeplight.app/keeplight/library"
)

// maxMetadataBytes bounds what is kept of one photo's words.
const maxMetadataBytes = 64 << 10

// writeMetadata stores what is said of a photo in words.
//
// Errors: ErrUnknownPhoto; ErrInvalidValue for text that is not UTF-8, holds a
// NUL, or has more than 64 KB.
func writeMetadata(ctx context.Context, tx *sql.Tx, id library.ID, m library.Metadata) error {
	keywords, err := checkMetadata(&m)
	if err != nil {
		return fmt.Errorf("photo %d: %w", id, err)
	}
	res, err := tx.ExecContext(ctx, `UPDATE photo SET title = ?, caption = ?, keywords = ?, foreign_label = ? WHERE id = ?`,
		m.Title, m.Caption, keywords, m.Label, int64(id))
	if err != nil {
		return err
	}
	n, err := res.RowsAffected()
	if err == nil && n == 0 {
		return fmt.Errorf("%w: number %d", ErrUnknownPhoto, id)
	}
	return err
}

// checkMetadata gives the column of keywords, "" for none.
func checkMetadata(m *library.Metadata) (keywords string, err error) {
	size := 0
	for _, text := range append([]string{m.Title, m.Caption, m.Label}, m.Keywords...) {
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			return "", fmt.Errorf("%w: %s is no plain text", ErrInvalidValue, library.Display(text[:min(len(text), 40)]))
		}
		size += len(text)
	}
	if size > maxMetadataBytes {
		return "", fmt.Errorf("%w: %d KB of text, at most %d are stored", ErrInvalidValue, size>>10, maxMetadataBytes>>10)
	}
	if len(m.Keywords) == 0 {
		return "", nil
	}
	b, err := json.Marshal(m.Keywords)
	return string(b), err
}

// parseMetadata reads metadataColumn. Keywords that are damaged count as none, so
// that the photos beside can be shown; Check tells of them.
func parseMetadata(b []byte) (library.Rotation, library.Metadata, error) {
	var m library.Metadata
	var turns library.Rotation
	var keywords string
	fields := []any{&turns, &m.Title, &m.Caption, &keywords, &m.Label}
	if err := json.Unmarshal(b, &fields); err != nil {
		return 0, m, fmt.Errorf("%w: title and keywords: %w", ErrDamagedRow, err)
	}
	if keywords == "" {
		return turns, m, nil
	}
	var words []string
	if json.Unmarshal([]byte(keywords), &words) == nil {
		m.Keywords = words
	}
	return turns, m, nil
}

// validKeywords is true for what a column of keywords may hold.
func validKeywords(b []byte) bool {
	var words []string
	return len(b) == 0 || json.Unmarshal(b, &words) == nil
}
