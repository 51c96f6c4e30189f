//go:build !nogui && linux

package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/demo"
	theme "keeplight.app/keeplight/ui/style"
)

// playProgram is the environment variable that makes the test binary be the
// program, so that a story needs no other build.
const playProgram = "KEEPLIGHT_TEST_PLAY_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(playProgram) != "" {
		os.Exit(process())
	}
	os.Exit(m.Run())
}

func TestStoryCullAndExport(t *testing.T) {
	s := newStory(t)
	dir, jpegs := storyPhotos(t)
	originals := fingerprint(t, dir)

	s.start(dir)
	s.waitScored(len(jpegs))
	s.shot("scored")
	ranking := s.ranking()
	best, second, worst := ranking[0], ranking[1], ranking[len(ranking)-1]

	s.press("s", "Home") // sort again by overall, best first
	s.shot("grid sorted by overall")
	s.press("p")
	s.wantFlagged(library.Pick, best)
	s.press("Right", "p")
	s.wantFlagged(library.Pick, best, second)
	for range len(ranking) - 2 {
		s.press("Right")
	}
	s.press("x")
	s.wantFlagged(library.Reject, worst)
	s.shot("two picks and a reject")
	s.press("ctrl+z")
	s.wantFlagged(library.Reject)
	s.press("ctrl+shift+z")
	s.wantFlagged(library.Reject, worst)
	s.press("ctrl+z")
	s.wantFlagged(library.Reject)
	s.wantFlagged(library.Pick, best, second)

	s.press("Home", "5", "e")
	s.shot("loupe")
	s.press("z")
	s.shot("loupe at 100 %")
	s.press("Escape", "g")
	s.press("question")
	s.shot("keys")
	s.press("Escape")

	out := filepath.Join(t.TempDir(), "keepers")
	s.press("ctrl+e")
	s.shot("export")
	s.write(out)
	s.shot("export planned")
	s.press("Return")
	s.waitFor("the exported photos", func() bool { return len(namesIn(out)) == 2 })
	s.shot("exported")
	s.press("Escape")
	s.quit()

	want := []string{best, second}
	slices.Sort(want)
	if got := namesIn(out); !slices.Equal(got, want) {
		t.Fatalf("exported %v, want %v", got, want)
	}
	for _, name := range want {
		a, errA := os.ReadFile(filepath.Join(dir, name))
		b, errB := os.ReadFile(filepath.Join(out, name))
		if errA != nil || errB != nil || string(a) != string(b) {
			t.Errorf("%s is not the same in both folders (%v, %v)", name, errA, errB)
		}
	}
	if after := fingerprint(t, dir); !maps.Equal(originals, after) {
		t.Errorf("originals changed:\n%v\n%v", originals, after)
	}
	for _, p := range s.photos() {
		if p.Name() == best && (p.Decision != library.Decision{Flag: library.Pick, Rating: 5}) {
			t.Errorf("the best photo's decision is %+v", p.Decision)
		}
	}
}

func TestStoryAPowerCutLosesNoDecisionThatWasShown(t *testing.T) {
	s := newStory(t)
	dir, jpegs := storyPhotos(t)
	s.start(dir)
	s.waitScored(len(jpegs))
	s.press("s", "Home")
	for range 4 {
		s.press("p", "Right", "x", "Right")
	}
	s.waitFor("four picks on the screen", func() bool { return badges(s.screen("waiting.png"), theme.Pick.In(theme.Dark)) >= 4 })
	// More marks are under way when the picture is taken and the power goes.
	s.press("p", "Right", "p", "Right", "p")
	picture := s.screen("just before the power cut.png")
	s.kill()

	shown := badges(picture, theme.Pick.In(theme.Dark))
	saved := s.flagged(library.Pick)
	if len(saved) < shown {
		t.Fatalf("the screen showed %d picks, the catalogue has %v", shown, saved)
	}
	s.start()
	s.waitFor("the photos of last time", func() bool { return len(s.photos()) >= len(jpegs) })
	s.waitFor("the picks on the screen", func() bool { return badges(s.screen("after the power cut.png"), theme.Pick.In(theme.Dark)) >= shown })
	s.press("ctrl+z")
	s.waitFor("the undo of the last mark", func() bool { return len(s.flagged(library.Pick)) == len(saved)-1 })
	s.quit()
}

func TestStoryPhotosComeAndGoWhileTheWindowIsOpen(t *testing.T) {
	s := newStory(t)
	dir := filepath.Join(t.TempDir(), "tether")
	write(t, filepath.Join(dir, "IMG_0001.jpg"), scene(1))
	s.start(dir)
	s.waitScored(1)
	// On a busy machine the catalogue knows the score before the window shows the photo.
	s.waitFor("the photo to take a mark", func() bool {
		s.press("Home", "p")
		return slices.Equal(s.flagged(library.Pick), []string{"IMG_0001.jpg"})
	})

	// A copy that stops half-way is shown but never scored.
	whole := scene(2)
	half := filepath.Join(dir, "IMG_0002.jpg")
	write(t, half, whole[:len(whole)/2])
	s.waitFor("the half-copied photo to be seen", func() bool { return len(s.photos()) == 2 })
	s.shot("half copied")
	if n := len(s.scores()); n != 1 {
		t.Fatalf("%d photos are scored, one of them half copied", n)
	}
	write(t, half, whole)
	s.waitScored(2)

	// A rename keeps score and decision.
	if err := os.Rename(filepath.Join(dir, "IMG_0001.jpg"), filepath.Join(dir, "best.jpg")); err != nil {
		t.Fatal(err)
	}
	s.wantFlagged(library.Pick, "best.jpg")
	if n := len(s.photos()); n != 2 {
		t.Fatalf("after the rename the catalogue has %d photos", n)
	}

	// A deleted photo disappears; its row and decision stay.
	if err := os.Remove(filepath.Join(dir, "best.jpg")); err != nil {
		t.Fatal(err)
	}
	s.waitFor("the deleted photo to be missing", func() bool {
		return slices.ContainsFunc(s.photos(), func(p library.Photo) bool {
			return p.Missing && p.Name() == "best.jpg" && p.Decision.Flag == library.Pick
		})
	})
	s.shot("one deleted")
	s.quit()
}

func TestStoryTheDemoShootShowsTheWholeJob(t *testing.T) {
	s := newStory(t)
	s.start()
	s.shot("welcome")
	s.quit()
	s.patience = 10 * time.Minute // the race detector makes drawing ten times as slow
	s.drawMostOfTheDemo()
	s.start("--demo")
	s.waitScored(10)
	s.shot("demo arriving")
	shots := demo.Shots()
	s.waitFor("the whole demo shoot", func() bool { return len(namesIn(filepath.Join(s.home, "Demo shoot"))) == len(shots) })
	s.waitScored(len(shots))
	s.press("s", "Home")
	s.shot("demo sorted")

	// The worst are pictures that were drawn with a fault.
	faults := map[string][]demo.Fault{}
	for i := range shots {
		faults[shots[i].Name] = shots[i].Faults
	}
	ranking := s.ranking()
	for _, name := range ranking[len(ranking)-5:] {
		if len(faults[name]) == 0 {
			t.Errorf("%s has no fault and is among the worst five of %v", name, ranking)
		}
	}
	s.press("p", "Right", "p", "Right", "4", "Right", "p", "End", "x", "Left", "x", "Home")
	s.shot("demo culled")
	s.press("e")
	s.shot("demo loupe")
	s.quit()
}

// drawMostOfTheDemo draws the demo shoot at half its size but for every fourth
// picture, as though the program had been stopped while it drew: it goes on
// where it was, and the story takes a quarter of the time.
func (s *story) drawMostOfTheDemo() {
	s.t.Helper()
	dir := filepath.Join(s.home, "Demo shoot")
	if err := demo.Draw(s.t.Context(), dir, demo.Options{Side: demo.DefaultSide / 2}, nil); err != nil {
		s.t.Fatal(err)
	}
	for i, name := range namesIn(dir) {
		if i%4 == 3 {
			if err := os.Remove(filepath.Join(dir, name)); err != nil {
				s.t.Fatal(err)
			}
		}
	}
}

// namesIn gives the files of a folder, hidden ones left out, sorted.
func namesIn(dir string) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && e.Name()[0] != '.' {
			names = append(names, e.Name())
		}
	}
	return names
}
