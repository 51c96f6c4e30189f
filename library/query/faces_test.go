package query

import (
	"encoding/json"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
)

// faceOf is a face whose eyes are in two states, with gaps to match.
func faceOf(left, right library.EyeState) library.Face {
	gaps := map[library.EyeState]float64{library.EyeClosed: 0.0625, library.EyeOpen: 0.25, library.EyeUnknown: 0.125}
	return library.Face{Eyes: [2]library.Eye{{State: left, Gap: gaps[left]}, {State: right, Gap: gaps[right]}}}
}

func TestFacesAreCounted(t *testing.T) {
	closed, open := faceOf(library.EyeClosed, library.EyeClosed), faceOf(library.EyeOpen, library.EyeOpen)
	wink, unsure := faceOf(library.EyeClosed, library.EyeOpen), faceOf(library.EyeUnknown, library.EyeUnknown)
	profile := faceOf(library.EyeUnknown, library.EyeClosed)
	profile.Eyes[1].Gap = 0.03125
	soft := open
	soft.SoftEye = true
	soft.Eyes[0].Sharp, soft.Eyes[0].Width, soft.Eyes[0].Focus = true, 40, 0.5
	soft.Eyes[1].Sharp, soft.Eyes[1].Width, soft.Eyes[1].Focus = true, 30, 0.75
	for name, c := range map[string]struct {
		faces []library.Face
		want  Faces
	}{
		"none":                       {nil, Faces{}},
		"of each kind":               {[]library.Face{closed, open, wink, {Turned: true}}, Faces{Found: 4, Closed: 1, Open: 1, Unknown: 1, Turned: 1, Gap: 0.0625}},
		"nothing can be said":        {[]library.Face{unsure, {Turned: true}}, Faces{Found: 2, Unknown: 1, Turned: 1}},
		"one eye can be seen":        {[]library.Face{profile, closed}, Faces{Found: 2, Closed: 2, Gap: 0.03125}},
		"soft, the wider eye counts": {[]library.Face{soft, open}, Faces{Found: 2, Open: 2, Soft: 1, Gap: 0.25, Focus: 0.5}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := CountFaces(c.faces); got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}

// facedItems are photos with what is known of their faces, by name.
func facedItems() (items []Item) {
	for _, p := range []struct {
		name  string
		faces *Faces
	}{
		{"pending", nil},
		{"nobody", &Faces{}},
		{"open", &Faces{Found: 2, Open: 2, Gap: 0.25}},
		{"blink", &Faces{Found: 2, Open: 1, Closed: 1, Gap: 0.09}},
		{"surest", &Faces{Found: 1, Closed: 1, Gap: 0.03}},
		{"turned", &Faces{Found: 1, Turned: 1}},
		{"soft", &Faces{Found: 1, Open: 1, Soft: 1, Gap: 0.3}},
	} {
		items = append(items, Item{Photo: &library.Photo{Path: "/s/" + p.name}, Faces: p.faces})
	}
	return items
}

func namesOf(items []Item) (names []string) {
	for _, it := range items {
		names = append(names, it.Photo.Name())
	}
	return names
}

func TestPhotosAreChosenByFaces(t *testing.T) {
	for wanted, want := range map[FacesWanted][]string{
		AnyFaces:      {"pending", "nobody", "open", "blink", "surest", "turned", "soft"},
		SomeoneBlinks: {"blink", "surest"},
		AllEyesOpen:   {"open", "soft"},
		NoFaces:       {"nobody"},
		SoftAtEye:     {"soft"},
	} {
		t.Run(string(wanted), func(t *testing.T) {
			f := Filter{Faces: wanted}
			if got := namesOf(f.Select(facedItems())); !slices.Equal(got, want) {
				t.Errorf("%v, want %v", got, want)
			}
			if f.UsesFaces() != (wanted != AnyFaces) || (f.Active() == 1) != (wanted != AnyFaces) {
				t.Errorf("uses faces %v, %d active, %q", f.UsesFaces(), f.Active(), f.Describe())
			}
			b, err := json.Marshal(f)
			var back Filter
			if err != nil || json.Unmarshal(b, &back) != nil || back.Faces != wanted {
				t.Errorf("saved as %s, %v", b, err)
			}
		})
	}
	var f Filter
	if err := json.Unmarshal([]byte(`{"faces":"smiling"}`), &f); err != nil || f.Faces != AnyFaces {
		t.Errorf("a choice of a newer version: %q, %v", f.Faces, err)
	}
	if w, err := ParseFacesWanted("open"); w != AllEyesOpen || err != nil {
		t.Errorf("%q, %v", w, err)
	}
	if _, err := ParseFacesWanted("smiling"); err == nil {
		t.Error("an unknown choice was taken")
	}
}

func TestFacesAreCountedAsThoughTheirOwnFilterWereOff(t *testing.T) {
	got := Count(facedItems(), Filter{Faces: SomeoneBlinks})
	want := map[FacesWanted]int{SomeoneBlinks: 2, AllEyesOpen: 2, NoFaces: 1, SoftAtEye: 1}
	for _, w := range FaceChoices() {
		if got.Faces[w] != want[w] {
			t.Errorf("%s: %d, want %d", w, got.Faces[w], want[w])
		}
	}
	if got.FacesPending != 1 || got.Shown != 2 {
		t.Errorf("%d pending, %d shown", got.FacesPending, got.Shown)
	}
	if got := Count(facedItems(), Filter{Text: "nobody"}); got.FacesPending != 0 || got.Faces[NoFaces] != 1 || got.Faces[AllEyesOpen] != 0 {
		t.Errorf("beside another filter: %v, %d pending", got.Faces, got.FacesPending)
	}
}

func TestSortedByEyesTheSurestBlinkComesFirst(t *testing.T) {
	for name, c := range map[string]struct {
		descending bool
		want       []string
	}{
		"closed first": {false, []string{"surest", "blink", "open", "soft", "nobody", "turned", "pending"}},
		"open first":   {true, []string{"soft", "open", "blink", "surest", "nobody", "turned", "pending"}},
	} {
		t.Run(name, func(t *testing.T) {
			items := facedItems()
			Sort(items, Order{By: ByEyes, Descending: c.descending})
			if got := namesOf(items); !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}
