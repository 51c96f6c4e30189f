package catalog

import (
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library"
)

// faceTrace is a text about a face that stands nowhere else.
const faceTrace = "Zwinkertext"

// aboutFace is a text about a face whose box no other one has.
func aboutFace(hash library.Hash, x float64) library.Explanation {
	e := testExplanation(hash, library.Prose, faceTrace, library.Whole)
	e.By.Settings[library.CloseUpSetting] = library.CloseUpOf(library.Box{X: x, Y: 0.25, Width: 0.125, Height: 0.125})
	return e
}

func TestTextsAboutFacesStandApart(t *testing.T) {
	c := newCatalog(t)
	p := hashed(t, c, 1)[0]
	saveExplanation(t, c, testExplanation(p.Hash, library.Prose, "It is calm.", library.Whole), false)
	for _, x := range []float64{0.1, 0.5} {
		if !saveExplanation(t, c, aboutFace(p.Hash, x), false) {
			t.Errorf("the one at %v was not stored", x)
		}
	}
	if got := explanationsOf(t, c, nil)[p.ID]; len(got) != 1 || got[0].Text != "It is calm." {
		t.Errorf("of the photo: %+v", got)
	}
	faces, err := c.FaceExplanations(t.Context(), []library.ID{p.ID})
	if err != nil || len(faces[p.ID]) != 2 {
		t.Fatalf("of its faces: %+v, %v", faces, err)
	}
	if e := faces[p.ID][0]; !e.IsAbout(library.Box{X: 0.51, Y: 0.25, Width: 0.125, Height: 0.125}) || e.IsAbout(library.Box{X: 0.1, Y: 0.25, Width: 0.125, Height: 0.125}) {
		t.Errorf("the newest is about another face: %+v", e.By.Settings)
	}
}

func TestTextsAboutFacesGoWithTheFindings(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	p := hashed(t, c, 400)
	for i := range p {
		if i%2 == 0 {
			saveExplanation(t, c, testExplanation(p[i].Hash, library.Prose, "It is calm.", library.Whole), false)
		}
		saveExplanation(t, c, aboutFace(p[i].Hash, float64(i)/1000), false)
	}
	path, err := c.Backup(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{faceTrace, "close-up of face"} {
		if len(filesWith(t, c.dir, text)) == 0 {
			t.Fatalf("the test looks for %q, which is nowhere", text)
		}
		if found := filesWith(t, filepath.Dir(path), text); found != nil {
			t.Errorf("a backup holds %q: %v", text, found)
		}
	}
	if err := sameRows(ctx, filepath.Join(c.dir, fileName), path); err != nil {
		t.Errorf("the backup does not count as whole: %v", err)
	}
	if err := c.DeleteFindings(ctx, Faces, map[string]any{FacesSetting: map[string]bool{"off": true}}); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{faceTrace, "close-up of face"} {
		if found := filesWith(t, c.dir, text); found != nil {
			t.Errorf("%q can still be read in %v", text, found)
		}
	}
	if got := explanationsOf(t, c, nil); len(got) != 200 {
		t.Errorf("%d photos have their own text", len(got))
	}
	if saveExplanation(t, c, aboutFace(p[0].Hash, 0.3), false) {
		t.Error("a text about a face was stored while none are looked for")
	}
	if !saveExplanation(t, c, testExplanation(p[1].Hash, library.Prose, "It is calm.", library.Whole), false) {
		t.Error("a text about a photo was not stored")
	}
}
