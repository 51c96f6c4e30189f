package catalog

import (
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

func TestTheDamageOfAPhotoIsKeptApartFromItsProblem(t *testing.T) {
	damage := message.New(message.DamageCut, message.Percent("missing", 0.4))
	problem := message.New(message.FileCut)
	for name, c := range map[string]struct{ read, want Read }{
		"damage":                {Read{Damage: damage}, Read{Damage: damage}},
		"problem":               {Read{Problem: problem}, Read{Problem: problem}},
		"both":                  {Read{Problem: problem, Damage: damage}, Read{Problem: problem}},
		"neither":               {Read{}, Read{}},
		"a damage that is none": {Read{Damage: problem}, Read{}},
	} {
		t.Run(name, func(t *testing.T) {
			cat := newCatalog(t)
			f := testFile(abs("1.jpg"))
			id := put(t, cat, f.Path)[0].ID
			c.read.ID, c.read.Hash = id, "jpeg:abc"
			if err := cat.SetRead(t.Context(), []Read{c.read}); err != nil {
				t.Fatal(err)
			}
			p, err := cat.Photo(t.Context(), id)
			if err != nil || !p.Problem.Equal(c.want.Problem) || !p.Damage.Equal(c.want.Damage) {
				t.Errorf("%+v and %+v came back, %v", p.Problem, p.Damage, err)
			}
			f.Size++
			again, err := cat.PutFiles(t.Context(), []File{f})
			if err != nil || !again[0].Damage.Equal(library.Message{}) {
				t.Errorf("a file that was written since has %+v, %v", again[0].Damage, err)
			}
		})
	}
}
