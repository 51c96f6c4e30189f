package explaining

import (
	"context"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/explain"
)

// chosenFace is the face that a person looks at; the zero value is none.
type chosenFace struct {
	face library.Box
	name string
	off  bool
}

func (c *chosenFace) Chosen(*library.Photo) (face library.Box, name string, ok bool) {
	return c.face, c.name, c.name != ""
}

func (c *chosenFace) On() bool { return !c.off }

// aboutFace is a text about a face.
func aboutFace(p *library.Photo, face library.Box, text string) library.Explanation {
	return library.Explanation{
		Text: text, End: library.Whole, Hash: p.Hash,
		By: library.Provenance{Settings: map[string]string{library.CloseUpSetting: library.CloseUpOf(face)}},
	}
}

func TestTheFaceThatIsShownIsTheOneThatIsExplained(t *testing.T) {
	d, x, _, _ := newRoom(t)
	faces := &chosenFace{library.Box{X: 0.25, Y: 0.25, Width: 0.125, Height: 0.125}, "face 2 of 5", false}
	x.UseFaces(faces)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan bool)
	go func() { x.Run(ctx); close(ended) }()
	d.Do(t, x.Commands(), explainCommand)
	source := x.Source.(*fakeSource)
	if got := <-source.asked; got != d.Session.Cursor() || source.face != faces.face {
		t.Errorf("photo %d is explained, face %+v", got, source.face)
	}
	stop()
	<-ended
}

func TestATextAboutAFaceIsShownWithItAndStandsBesideThePhotos(t *testing.T) {
	d, x, _, _ := newRoom(t)
	p := d.Session.Current()
	one := library.Box{X: 0.25, Y: 0.25, Width: 0.125, Height: 0.125}
	faces := &chosenFace{}
	x.UseFaces(faces)
	x.Heard(explain.News{ID: p.ID, Ended: true, Written: library.Explanation{Text: "The photo is soft.", End: library.Whole, Hash: p.Hash}})
	*faces = chosenFace{one, "face 2 of 5", false}
	if v := x.Words(p); v.Text != "" || v.Hint != "W explains face 2 of 5" {
		t.Errorf("before it was asked about: %+v", v)
	}
	x.Heard(explain.News{ID: p.ID, Face: one, Began: true})
	if v := x.Words(p); v.State != "The model reads the photo and the close-up of the face…" {
		t.Errorf("while it reads: %+v", v)
	}
	x.Heard(explain.News{ID: p.ID, Face: one, Ended: true, Written: aboutFace(p, one, "It is soft.")})
	if v := x.Words(p); v.Text != "It is soft." || !strings.HasPrefix(v.Note, "About face 2 of 5: ") || len(v.Marks) > 0 {
		t.Errorf("of the face: %+v", v)
	}
	*faces = chosenFace{}
	if v := x.Words(p); v.Text != "The photo is soft." || strings.Contains(v.Note, "face") {
		t.Errorf("of the photo: %+v", v)
	}
}

func TestTextsAboutFacesAreLookedUpByTheirPlace(t *testing.T) {
	d, x, _, store := newRoom(t)
	p := d.Session.Current()
	one, two := library.Box{X: 0.25, Y: 0.25, Width: 0.125, Height: 0.125}, library.Box{X: 0.75, Y: 0.25, Width: 0.125, Height: 0.125}
	store.faces = map[library.ID][]library.Explanation{p.ID: {aboutFace(p, two, "Two."), aboutFace(p, one, "One.")}}
	faces := &chosenFace{}
	x.UseFaces(faces)
	for _, c := range []struct {
		face library.Box
		want string
	}{{one, "One."}, {two, "Two."}, {library.Box{X: 0.5, Y: 0.5, Width: 0.125, Height: 0.125}, ""}} {
		*faces = chosenFace{c.face, "face", false}
		x.Recall(p)
		d.Finish()
		if v := x.Words(p); v.Text != c.want {
			t.Errorf("at %+v it shows %q", c.face, v.Text)
		}
	}
}

func TestNothingAboutFacesStaysOnceTheSearchIsOff(t *testing.T) {
	d, x, _, store := newRoom(t)
	p := d.Session.Current()
	one := library.Box{X: 0.25, Y: 0.25, Width: 0.125, Height: 0.125}
	faces := &chosenFace{one, "face 1 of 1", false}
	x.UseFaces(faces)
	x.Heard(explain.News{ID: p.ID, Face: one, Ended: true, Written: aboutFace(p, one, "Sharp.")})
	x.Heard(explain.News{ID: p.ID, Face: one, Began: true})
	store.faces = map[library.ID][]library.Explanation{p.ID: {aboutFace(p, one, "Sharp.")}}
	faces.off = true
	x.Recall(p)
	d.Finish()
	for about, t2 := range x.known {
		if about.isFace() || t2.e.Text != "" {
			t.Errorf("it still knows %+v: %+v", about, t2)
		}
	}
	if !x.stopping {
		t.Error("it goes on writing about a face")
	}
}
