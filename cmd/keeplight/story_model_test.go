//go:build !nogui

package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"keeplight/library"
	"keeplight/library/catalog"
	"keeplight/scoring/engine/enginetest"
	"keeplight/scoring/engine/tinymodel"
	"keeplight/scoring/local"
	"keeplight/ui/model"
)

// tinySettings name a tiny generated model and the real llama.cpp, and put the
// engine's program on the path.
func tinySettings(t *testing.T) local.Settings {
	t.Helper()
	t.Setenv("PATH", filepath.Dir(enginetest.Program(t))+string(os.PathListSeparator)+os.Getenv("PATH"))
	s := local.Settings{Library: enginetest.Library(t)}
	s.Model, s.Projector = enginetest.Pair(t, tinymodel.Qwen3VL)
	return s
}

// keyOf gives the key under which a model's scores are kept.
func keyOf(t *testing.T, s local.Settings) string {
	t.Helper()
	scorer, err := local.Start(t.Context(), s, local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	key := scorer.Provenance().Key()
	if err := scorer.Close(); err != nil {
		t.Error(err)
	}
	return key
}

// opinions gives the stored scores under a key.
func (s *story) opinions(key string) map[library.ID]library.Score {
	s.t.Helper()
	var scores map[library.ID]library.Score
	s.saved(func(ctx context.Context, c *catalog.Catalog) (err error) {
		scores, err = c.Scores(ctx, nil, key)
		return err
	})
	return scores
}

func TestStoryAModelScoresBesideTheMeasuring(t *testing.T) {
	settings := tinySettings(t)
	key := keyOf(t, settings)
	s := newStory(t)
	dir, jpegs := storyPhotos(t)
	s.start(dir)
	s.waitScored(len(jpegs))

	s.press("ctrl+m")
	s.shot("the model form is empty")
	s.write(settings.Library)
	s.press("Tab")
	s.write(settings.Model)
	s.press("Tab")
	s.write(settings.Projector)
	s.shot("the model is chosen")
	s.press("Return")
	s.waitFor("the model's first score", func() bool { return len(s.opinions(key)) > 0 })
	s.shot("the model is loaded")
	s.press("Escape")
	s.shot("its scores arrive beside the measured ones")
	s.waitFor("all of the model's scores", func() bool { return len(s.opinions(key)) >= len(jpegs) })

	s.press("m")
	s.waitFor("the model's scores to be shown", func() bool { return s.state().Scorer == model.Opinion })
	s.press("Home")
	s.shot("the model's radar over the measured dots")
	s.press("e")
	s.shot("the same in the loupe")
	s.press("g", "m")
	s.waitFor("the measured scores to be shown", func() bool { return s.state().Scorer == model.BuiltIn })
	s.shot("the measured ones again")
	s.press("m")
	s.waitFor("the model's scores once more", func() bool { return s.state().Scorer == model.Opinion })
	before := s.opinions(key)
	s.quit()

	s.start()
	s.shot("after a restart")
	if st := s.state(); st.Scorer != model.Opinion || st.Model != settings || !st.ModelOn {
		t.Errorf("after a restart the window stands as %+v", st)
	}
	// A photo that comes now is scored by the model that starts by itself.
	write(t, filepath.Join(dir, "zz-new.jpg"), scene(99))
	s.waitFor("the new photo's score", func() bool { return len(s.opinions(key)) > len(before) })
	for id, was := range before {
		if now := s.opinions(key)[id]; now.Overall.Mean != was.Overall.Mean || now.ScoredAt != was.ScoredAt {
			t.Errorf("photo %d was scored again: %v, %v before", id, now.Overall, was.Overall)
		}
	}
	s.shot("a new photo is scored")
	s.quit()
}
