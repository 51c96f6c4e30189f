package model

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

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
