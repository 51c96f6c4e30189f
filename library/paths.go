package library

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Below is true when path is folder or lies in it at any depth. It compares
// bytes and asks no file system: both are clean (filepath.Clean).
func Below(path, folder string) bool {
	rest, ok := strings.CutPrefix(path, folder)
	return ok && (rest == "" || rest[0] == filepath.Separator || strings.HasSuffix(folder, string(filepath.Separator)))
}

// FoldName makes names of files comparable without regard to case. One that is not UTF-8
// keeps all its bytes but the letters of ASCII, so that two of them never become the same.
func FoldName(name string) string {
	if utf8.ValidString(name) {
		return strings.ToLower(name)
	}
	b := []byte(name)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// Paths is a list of paths that survives JSON: a path need not be UTF-8, and
// JSON would quietly replace the bytes that are not.
type Paths []string

// rawPath is how a path that is not UTF-8 is written.
type rawPath struct {
	Base64 []byte `json:"path_b64"`
}

// MarshalJSON writes a path as text where that keeps every byte.
func (p Paths) MarshalJSON() ([]byte, error) {
	list := make([]any, len(p))
	for i, path := range p {
		list[i] = path
		if !utf8.ValidString(path) {
			list[i] = rawPath{[]byte(path)}
		}
	}
	return json.Marshal(list)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (p *Paths) UnmarshalJSON(b []byte) error {
	var list []json.RawMessage
	if err := json.Unmarshal(b, &list); err != nil {
		return fmt.Errorf("reading a list of paths: %w", err)
	}
	*p = make(Paths, 0, len(list))
	for _, item := range list {
		var text string
		if json.Unmarshal(item, &text) == nil {
			*p = append(*p, text)
			continue
		}
		var raw rawPath
		if err := json.Unmarshal(item, &raw); err != nil {
			return fmt.Errorf("reading a path: %w", err)
		}
		*p = append(*p, string(raw.Base64))
	}
	return nil
}
