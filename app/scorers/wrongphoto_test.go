package scorers

import (
	"context"
	"errors"
	"image"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
)

// looker finds a text likelier with its own photo, by the hashes.
type looker struct{}

func (looker) Weigh(_ context.Context, s *scoring.Subject, texts []*library.Explanation) ([]scoring.Likelihood, error) {
	all := make([]scoring.Likelihood, len(texts))
	for i, e := range texts {
		all[i] = scoring.Likelihood{LogP: -9, Tokens: 3}
		if e.Hash == s.Photo.Hash {
			all[i].LogP = -6
		}
	}
	return all, nil
}

func TestExplanationsAreHeldAgainstTheirOwnAndOtherPhotos(t *testing.T) {
	b := newBench(t)
	photos := b.photos(t, 6)
	var all []Explained
	for _, p := range photos {
		all = append(all, Explained{Photo: p, Text: library.Explanation{Text: "Sharp.", Form: library.Prose, Hash: p.Hash}})
	}
	missing := library.Hash("")
	preview := func(_ context.Context, p *library.Photo) (*image.RGBA, error) {
		if p.Hash == missing {
			return nil, picture.ErrDamaged
		}
		return image.NewRGBA(image.Rect(0, 0, 4, 3)), nil
	}
	check := func() (PhotoCheck, error) {
		told := 0
		r, err := held(t.Context(), looker{}, preview, all, func(done, n int, _ error) {
			if told++; done != told || n != 6 {
				t.Errorf("told of %d of %d", done, n)
			}
		})
		return r, err
	}
	if _, err := CheckExplanations(t.Context(), b.List, all, nil); !errors.Is(err, ErrNoExplainer) {
		t.Errorf("without a model: %v", err)
	}
	r, err := check()
	if err != nil || r.Told.Pairs != 3 || r.Told.Right != 3 || r.OwnPerToken != -2 || r.OtherPerToken != -3 {
		t.Errorf("%+v, %v", r, err)
	}
	if r.Shuffled.Pairs != 3 || r.Shuffled.Right != 3*0.5 {
		t.Errorf("the control has %+v", r.Shuffled)
	}
	// A photo that cannot be shown costs its pair.
	missing = photos[4].Hash
	if r, err = check(); err != nil || r.Told.Pairs != 2 {
		t.Errorf("with a damaged photo: %+v, %v", r, err)
	}
	// It is found again, for texts of the same model and form alone.
	like := all[0].Text
	if err := KeepPhotoCheck(t.Context(), b.cat, &like, r); err != nil {
		t.Fatal(err)
	}
	kept, err := ReadPhotoChecks(t.Context(), b.cat)
	if err != nil || kept[writer(&like)] != r {
		t.Errorf("kept are %+v, %v", kept, err)
	}
	if _, ok := kept.Of(&like); ok {
		t.Error("two pairs are shown")
	}
}

func TestAModelThatCannotWeighIsNamed(t *testing.T) {
	b := newBench(t)
	all := []Explained{{Photo: b.photos(t, 1)[0]}}
	add(t, b.List, Spec{Scorer: teller{named{"model", "a"}}})
	if _, err := CheckExplanations(t.Context(), b.List, all, nil); !errors.Is(err, scoring.ErrCannotWeigh) {
		t.Errorf("it gives %v", err)
	}
}
