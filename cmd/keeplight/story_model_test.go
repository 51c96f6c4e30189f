//go:build !nogui && linux

package main

import (
	"context"
	"errors"
	"image"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/demo"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
	"keeplight.app/keeplight/scoring/eyechart"
	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/scoring/measure/damage"
)

// tinySettings name a tiny generated model and the real llama.cpp, and put the
// engine's program on the path.
func tinySettings(t *testing.T) local.Settings {
	t.Helper()
	t.Setenv("PATH", filepath.Dir(enginetest.Program(t))+string(os.PathListSeparator)+os.Getenv("PATH"))
	s := local.Settings{Runtime: enginetest.Runtime(t)}
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
func (s *story) opinions(key string) map[library.ID]*library.Score {
	s.t.Helper()
	var scores map[library.ID]*library.Score
	s.saved(func(ctx context.Context, c *catalog.Catalog) (err error) {
		scores, err = c.Scores(ctx, nil, key)
		return err
	})
	return scores
}

// chartSettings name the eye chart's model, whose answers mean something: it reads
// how sharp and how level a drawing is.
func chartSettings(t *testing.T) local.Settings {
	t.Helper()
	s := tinySettings(t)
	model, projector, err := eyechart.WritePair(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s.Model, s.Projector, s.ImageTokens = model, projector, eyechart.ImageTokens
	return s
}

// choose keeps in the catalogue what was chosen before the window is opened.
func (s *story) choose(settings local.Settings) {
	s.t.Helper()
	cat, err := catalog.Open(s.home)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := errors.Join(local.Choose(s.t.Context(), cat, settings), cat.Close()); err != nil {
		s.t.Fatal(err)
	}
}

// drawnFaults writes drawings of one scene, without fault and with one fault
// each, as photos with names that say so.
func drawnFaults(t *testing.T, dir string) (names []string) {
	t.Helper()
	shots := demo.Shots()
	at := slices.IndexFunc(shots, func(s demo.Shot) bool { return s.Scene == "mountains" })
	level := demo.Render(shots[at].Clean(), 1200)
	leaning := shots[at].Clean()
	leaning.Tilt = -13
	for name, m := range map[string]*image.RGBA{
		"a-without-fault.jpg": level,
		"b-blurred.jpg":       damage.Blur(level, 24),
		"c-tilted.jpg":        demo.Render(leaning, 1200),
		"d-dark.jpg":          damage.Expose(level, -3),
		"e-colourless.jpg":    damage.Desaturate(level, 0),
	} {
		write(t, filepath.Join(dir, name), phototest.JPEG(m, phototest.Exif{}))
		names = append(names, name)
	}
	return names
}

// opinionsByName gives the scores under a key by the photos' names.
func (s *story) opinionsByName(key string) map[string]library.Score {
	s.t.Helper()
	byName := map[string]library.Score{}
	scores := s.opinions(key)
	for _, p := range s.photos() {
		if score, ok := scores[p.ID]; ok {
			byName[p.Name()] = *score
		}
	}
	return byName
}

// The model is the eye chart, so that its radar can be held against what was
// drawn.
func TestStoryAModelScoresBesideTheMeasuring(t *testing.T) {
	settings := chartSettings(t)
	key := keyOf(t, settings)
	s := newStory(t)
	dir, jpegs := storyPhotos(t)
	jpegs = append(jpegs, drawnFaults(t, dir)...)
	// All but the files was chosen before.
	chosen := settings
	chosen.Runtime, chosen.Model, chosen.Projector = "", "", ""
	s.choose(chosen)
	s.start(dir)
	s.waitScored(len(jpegs))

	s.press("ctrl+m")
	s.shot("the model form is empty")
	s.write(settings.Runtime)
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
	s.wantFaultsSeen(key)

	s.press("m")
	s.waitFor("the model's scores to be shown", func() bool { return s.state().Scorers.Shown == scorers.Model })
	s.press("Home")
	s.shot("the model's radar over the measured dots")
	s.press("e")
	s.shot("the same in the loupe")
	s.press("g", "m")
	s.waitFor("the measured scores to be shown", func() bool { return s.state().Scorers.Shown == scorers.BuiltIn })
	s.shot("the measured ones again")
	s.press("m")
	s.waitFor("the model's scores once more", func() bool { return s.state().Scorers.Shown == scorers.Model })
	before := s.opinions(key)
	s.quit()

	s.start()
	s.shot("after a restart")
	if st := s.state(); st.Scorers.Shown != scorers.Model || st.Model != settings || !st.Scorers.ModelOn {
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

// wantFaultsSeen wants each drawn fault to be low in its attribute, and that
// attribute to be as it was for the others.
func (s *story) wantFaultsSeen(key string) {
	s.t.Helper()
	scores := s.opinionsByName(key)
	whole := scores["a-without-fault.jpg"]
	for name, a := range map[string]library.Attribute{
		"b-blurred.jpg": library.Clarity, "c-tilted.jpg": library.LevelShot,
		"d-dark.jpg": library.Exposure, "e-colourless.jpg": library.Saturation,
	} {
		v, w := scores[name].Values[a], whole.Values[a]
		s.t.Logf("%s: %s is %.1f, %.1f without the fault", name, a.Key(), v.Mean, w.Mean)
		if !v.Known || !w.Known || v.Mean > w.Mean-2 {
			s.t.Errorf("%s: %s is %.2f, %.2f without the fault", name, a.Key(), v.Mean, w.Mean)
		}
	}
	// What the chart has no question for is absent, and no number is made up.
	if v := whole.Values[library.Composition]; v.Known {
		s.t.Errorf("composition is %.2f, for which the eye chart has no answer", v.Mean)
	}
}
