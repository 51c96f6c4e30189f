package session

import (
	"encoding/json"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
)

func TestTheStateComesBackAsItWas(t *testing.T) {
	s := NewState()
	s.Folders = library.Paths{"/shoot/Zoë", "/shoot/latin1-\xe9"}
	s.Filter.Flags = []library.Flag{library.Pick}
	s.Filter.Attributes = map[library.Attribute]query.Range{library.Clarity: {Min: 5, Max: query.MaxScore}}
	s.Order = query.Order{By: "clarity", Descending: true}
	s.Saved = []SavedFilter{{Name: "sharp", Filter: s.Filter}}
	s.Cursor = 42
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	got := NewState()
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(got)
	if err != nil || !slices.Equal(b, again) || got.Folders[1] != s.Folders[1] {
		t.Errorf("%s\ncame back as\n%s (%v)", b, again, err)
	}
}

func TestTheNewestFolderIsRememberedFirstAndOnce(t *testing.T) {
	var s State
	for _, f := range []string{"a", "b", "c", "a"} {
		s.Remember(f)
	}
	if want := (library.Paths{"a", "c", "b"}); !slices.Equal(s.Recent, want) {
		t.Errorf("recent %v", s.Recent)
	}
	for i := range 20 {
		s.Remember(string(rune('d' + i)))
	}
	if len(s.Recent) != maxRecent {
		t.Errorf("%d folders are remembered", len(s.Recent))
	}
}
