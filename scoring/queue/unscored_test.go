package queue

import (
	"testing"

	"keeplight.app/keeplight/library"
)

func TestUnscoredLeavesOutWhatIsStoredGoneOrUnreadable(t *testing.T) {
	scores := map[library.ID]*library.Score{1: {Hash: "a"}, 2: {Hash: "old"}}
	problems := map[library.ID]library.Message{3: library.Verbatim("cut short")}
	for name, c := range map[string]struct {
		photo library.Photo
		want  bool
	}{
		"scored":                 {library.Photo{ID: 1, Hash: "a"}, false},
		"edited since its score": {library.Photo{ID: 2, Hash: "new"}, true},
		"failed before":          {library.Photo{ID: 3, Hash: "c"}, false},
		"never scored":           {library.Photo{ID: 4, Hash: "d"}, true},
		"not yet read":           {library.Photo{ID: 5}, false},
		"gone":                   {library.Photo{ID: 6, Hash: "f", Missing: true}, false},
		"unreadable":             {library.Photo{ID: 7, Hash: "g", Problem: library.Verbatim("empty")}, false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := len(Unscored([]library.Photo{c.photo}, scores, problems)) == 1; got != c.want {
				t.Errorf("unscored is %v, want %v", got, c.want)
			}
		})
	}
}
