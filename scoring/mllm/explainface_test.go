package mllm

import (
	"context"
	"errors"
	"image"
	"strings"
	"testing"

	text "keeplight.app/keeplight/assets/rubric"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/geometry"
)

// closeAuthor is an author that can be shown close-ups.
type closeAuthor struct {
	*author
	shown []image.Point // the sizes of what it was shown
}

func (a *closeAuthor) PrefillCloseUp(ctx context.Context, picture, closeUp *image.RGBA, prefix string) (View, error) {
	a.shown = append(a.shown, picture.Rect.Size(), closeUp.Rect.Size())
	return a.Prefill(ctx, picture, prefix)
}

// someFace is where the face of faceSubject is.
func someFace() library.Box { return library.Box{X: 0.5, Y: 0.25, Width: 0.125, Height: 0.125} }

func faceSubject(w, h int) *scoring.Subject {
	s := subject()
	s.CloseUp = &scoring.CloseUp{Face: someFace(), Pixels: image.NewRGBA(image.Rect(0, 0, w, h))}
	return s
}

func TestAFaceIsExplainedFromItsCloseUpUnderAKeyOfItsOwn(t *testing.T) {
	for _, form := range library.ExplanationForms() {
		a := &closeAuthor{author: writing(nil, " is sharp.", " The final score is <7.84>.")}
		x, err := NewExplainer(a)
		if err != nil {
			t.Fatal(err)
		}
		plain, err := x.Explain(t.Context(), subject(), scored(), form, nil)
		if err != nil || len(a.shown) != 0 {
			t.Fatalf("%v; of the whole photo %v were shown", err, a.shown)
		}
		e, err := x.Explain(t.Context(), faceSubject(500, 500), scored(), form, nil)
		if err != nil || e.End != library.Whole || !strings.Contains(e.Text, " is sharp.") {
			t.Errorf("%s: %+v, %v", form, e, err)
		}
		if e.By.Key() == plain.By.Key() || e.By.Settings[library.CloseUpSetting] != "close-up of face at 0.5000,0.2500 0.1250x0.1250" || !e.IsAbout(someFace()) {
			t.Errorf("%s: its provenance says %+v", form, e.By)
		}
		if _, ofFace := plain.Face(); ofFace {
			t.Error("a text about the photo is said to be about a face")
		}
		if len(a.shown) != 2 || a.shown[0] != image.Pt(128, 128) || a.shown[1] != image.Pt(128, 128) {
			t.Errorf("%s: %v were shown", form, a.shown)
		}
		if begin := a.begins[len(a.begins)-1]; begin == a.begins[0] || !strings.Contains(begin, "close-up of that face") {
			t.Errorf("the prompt begins with %q", begin)
		}
		if ask := a.asked[len(a.asked)-1]; ask.Text == a.asked[0].Text || !strings.Contains(ask.Text, "The final score is <") {
			t.Errorf("%s: it is asked %q", form, ask.Text)
		}
	}
}

func TestAFacesBoxStaysInTheKeyWhereTheGeometryIsKnown(t *testing.T) {
	a := &closeAuthor{author: writing(nil, " is sharp.")}
	a.model.Geometry = geometry.Of(geometry.Facts{Family: "qwen3vl_merger", Patch: 16, Merge: 2}, 512)
	x, err := NewExplainer(a)
	if err != nil {
		t.Fatal(err)
	}
	e, err := x.Explain(t.Context(), faceSubject(500, 500), scored(), library.Prose, nil)
	if err != nil || !e.IsAbout(someFace()) || e.By.Settings[geometry.Setting] == "" || e.By.Settings["close_up_picture"] == "" {
		t.Errorf("%v; its provenance says %+v", err, e.By)
	}
}

func TestAnotherFaceHasAnotherKey(t *testing.T) {
	a := &closeAuthor{author: writing(nil, " is sharp.")}
	x, err := NewExplainer(a)
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]bool{}
	for i := range 3 {
		s := faceSubject(100, 100)
		s.CloseUp.Face.X += 0.001 * float64(i)
		e, err := x.Explain(t.Context(), s, scored(), library.Prose, nil)
		if err != nil {
			t.Fatal(err)
		}
		keys[e.By.Key()] = true
	}
	turned := faceSubject(100, 100)
	turned.Photo.Rotation = 1
	e, err := x.Explain(t.Context(), turned, scored(), library.Prose, nil)
	if keys[e.By.Key()] = true; err != nil || len(keys) != 4 {
		t.Errorf("%d keys, %v", len(keys), err)
	}
}

func TestAFaceThatCannotBeShownIsAnErrorAndNoTextAboutThePhoto(t *testing.T) {
	for name, c := range map[string]struct {
		engine Engine
		s      *scoring.Subject
		want   error
	}{
		"an engine of one picture": {writing(nil, " is sharp."), faceSubject(100, 100), scoring.ErrNoCloseUps},
		"no pixels":                {&closeAuthor{author: writing(nil, " is sharp.")}, faceSubject(0, 0), ErrNoPreview},
	} {
		x, err := NewExplainer(c.engine)
		if err != nil {
			t.Fatal(err)
		}
		if e, err := x.Explain(t.Context(), c.s, scored(), library.Prose, nil); !errors.Is(err, c.want) || e.Text != "" {
			t.Errorf("%s: %q, %v", name, e.Text, err)
		}
	}
}

func TestAQuestionAboutAFaceAsksForNothingThatTellsWhoItIs(t *testing.T) {
	x, err := builtInExplain(t).aboutFace(text.Face)
	if err != nil {
		t.Fatal(err)
	}
	all := strings.ToLower(strings.Join([]string{x.Beginning, x.Prose.Ask, x.Prose.Stem, x.Fields.Ask}, " "))
	for _, word := range []string{"who is", "name", "identi", "recogni", "age ", "old", "young", "gender", "male", "woman", " man", "emotion", "mood", "smil", "happy", "sad", "race", "skin", "attractive", "beaut"} {
		if strings.Contains(all, word) {
			t.Errorf("it says %q: %s", word, all)
		}
	}
}

func TestATextAboutFacesThatIsNotWholeIsRefused(t *testing.T) {
	for name, spoilt := range map[string]string{
		"nothing":        "",
		"no JSON":        "{",
		"unknown":        `{"versions": "1"}`,
		"no version":     strings.Replace(string(text.Face), `"version": "1"`, `"version": " "`, 1),
		"no values":      strings.Replace(string(text.Face), "{values}", "", 1),
		"blank":          strings.Replace(string(text.Face), "The face in the close-up", " ", 1),
		"a foreign mark": strings.Replace(string(text.Face), "They are final.", "{ending}", 1),
	} {
		if _, err := builtInExplain(t).aboutFace([]byte(spoilt)); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}
