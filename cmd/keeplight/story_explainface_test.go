//go:build !nogui && linux

package main

import (
	"context"
	"image"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
)

// faceTexts gives what is stored about single faces.
func (s *story) faceTexts() (all []library.Explanation) {
	s.t.Helper()
	s.saved(func(ctx context.Context, c *catalog.Catalog) error {
		found, err := c.FaceExplanations(ctx, nil)
		for _, texts := range found {
			all = append(all, texts...)
		}
		return err
	})
	return all
}

// untilStill waits until the panel shows all that was written: on a busy machine the
// screen comes later than the catalogue.
func (s *story) untilStill() {
	s.t.Helper()
	before := s.screen("waiting.png")
	s.waitFor("the panel to come to rest", func() bool {
		time.Sleep(time.Second)
		now := s.screen("waiting.png")
		n := differs(before, now, image.Rect(1235, 640, 1600, 960))
		before = now
		return n == 0
	})
}

func TestStoryTheModelLooksAtOneFace(t *testing.T) {
	settings := tinySettings(t)
	// After "This photograph" it goes on with the p, after "in the close-up" without.
	settings.Model, settings.Projector = enginetest.Write(t, tinymodel.Options{Favour: []string{"8", "9"}, Speech: "hp-blurs."})
	key := keyOf(t, settings)
	s := newStory(t)
	s.patience = 4 * patience // a real engine on a machine that may be busy
	all, dir := facePhotos(t), filepath.Join(t.TempDir(), "two")
	for _, name := range []string{"01.jpg", "05.jpg"} {
		data, err := os.ReadFile(filepath.Join(all, name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name), data)
	}

	s.start(dir)
	s.waitScored(2)
	s.press("ctrl+w") // explain only what is asked for
	s.press("ctrl+m")
	s.nameModel(settings)
	s.waitFor("all of the model's scores", func() bool { return len(s.opinions(key)) >= 2 })
	s.press("Escape", "m")
	s.waitFor("the model's scores to be shown", func() bool { return s.state().Scorers.Shown == scorers.Model })
	s.waitFor("faces to be looked for", func() bool { return len(s.looked()) == 2 })
	if n := len(s.looked()["01.jpg"]); n != 4 {
		t.Fatalf("%d faces", n)
	}
	s.press("ctrl+k")
	s.write("sort by: name")
	s.press("Return", "Home", "e")
	whole := s.shot("the whole photo, of which nothing was written")
	s.press("v", "v")
	s.untilOther("the second face", whole)
	s.shot("the panel asks about the face that is shown")
	s.press("w")
	s.waitFor("what the model writes about the face", func() bool { return len(s.faceTexts()) == 1 })
	s.untilStill()
	s.shot("what the model wrote about the second face")
	first := s.faceTexts()[0]
	if first.Text != "The face in the close-up-blurs." || first.End != library.Whole || first.By.Settings[library.CloseUpSetting] == "" {
		t.Errorf("stored: %+v", first)
	}
	if texts := s.explanations(); len(texts) != 0 {
		t.Errorf("what was asked about a face counts for its photo: %+v", texts)
	}

	s.press("v", "w")
	s.waitFor("what the model writes about another face", func() bool { return len(s.faceTexts()) == 2 })
	s.untilStill()
	if texts := s.faceTexts(); texts[0].By.Settings[library.CloseUpSetting] == texts[1].By.Settings[library.CloseUpSetting] {
		t.Errorf("two faces have one place: %+v", texts)
	}
	s.press("Escape")
	s.shot("the whole photo has no text of a face")
	s.press("w")
	s.waitFor("what the model writes about the photo", func() bool { return len(s.explanations()) == 1 })
	s.untilStill()
	s.press("v", "v")
	s.untilStill()
	s.shot("the second face has its own text again")
	if texts := s.faceTexts(); len(texts) != 2 || !slices.ContainsFunc(texts, func(e library.Explanation) bool { return e.WrittenAt.Equal(first.WrittenAt) }) {
		t.Errorf("looking at a face again wrote anew: %+v", texts)
	}

	// With the faces goes what was written of them, and nothing else.
	s.press("Escape", "g", "ctrl+k")
	s.write("look for faces")
	s.press("Return", "Return")
	s.waitFor("what was written about faces to be deleted", func() bool { return len(s.looked()) == 0 && len(s.faceTexts()) == 0 })
	if texts := s.explanations(); len(texts) != 1 {
		t.Errorf("about photos there are %+v", texts)
	}
	s.press("e")
	s.shot("faces are switched off, the photo keeps its text")
	s.quit()
}
