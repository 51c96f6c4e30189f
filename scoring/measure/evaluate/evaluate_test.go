package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/agreement"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/measure/training"
)

// someClean gives a few real clean photos, or skips.
func someClean(t *testing.T) []shot {
	t.Helper()
	dir := os.Getenv("KEEPLIGHT_PHOTOS")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "shared", "photos")
	}
	var found []shot
	for _, name := range []string{"1001682.png", "7195294.png"} {
		img, err := training.LoadPicture(filepath.Join(dir, "clean", name))
		if err != nil {
			t.Skipf("no real photos to damage (set KEEPLIGHT_PHOTOS): %v", err)
		}
		found = append(found, shot{name: name, img: img})
	}
	return found
}

func checkLadders(t *testing.T, pictures []shot) {
	t.Helper()
	for _, l := range ladders() {
		o, err := climbAll(measure.NewQuick(), l, pictures)
		if err != nil {
			t.Fatal(err)
		}
		if o.pairs == 0 {
			t.Errorf("%s: %s was never known", l.name, l.attribute.Key())
			continue
		}
		// One wrong pair in the few pictures here is within chance.
		if o.pairs-o.right > 1 {
			t.Errorf("%s: %d of %d steps in order; wrong: %v", l.name, o.right, o.pairs, o.wrong)
		}
		if l.attribute != library.LevelShot && mean(o.last) > mean(o.first)-2 {
			t.Errorf("%s: the worst step still has %.2f of %.2f", l.name, mean(o.last), mean(o.first))
		}
	}
}

func TestEveryStepOfDamageLowersItsAttributeOnDrawnPictures(t *testing.T) {
	checkLadders(t, drawn()[:2])
}

func TestEveryStepOfDamageLowersItsAttributeOnRealPhotos(t *testing.T) {
	if testing.Short() {
		t.Skip("takes many seconds")
	}
	checkLadders(t, someClean(t))
}

func TestMissingPhotosAreSaidAndReplaced(t *testing.T) {
	var out bytes.Buffer
	pictures, err := cleanPhotos(&out, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if len(pictures) != drawnCount || !strings.Contains(out.String(), "No photos") {
		t.Errorf("%d pictures, said %q", len(pictures), out.String())
	}
	if c, err := measureSet(measure.NewQuick(), filepath.Join(t.TempDir(), "none")); c != nil || err != nil {
		t.Errorf("missing rated set: %v, %v", c, err)
	}
}

func TestRatingsAreReadAndFaultsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		text, fault string
	}{
		"good":         {"file,mos,lo,hi\na.png,5.5,0,9\n", ""},
		"no heading":   {"a.png,5.5\n", "first line"},
		"not a number": {"file,mos\na.png,good\n", "line 2"},
		"ragged":       {"file,mos\na.png\n", "wrong number of fields"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "scores.csv")
			if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			files, opinions, err := training.ReadRatings(path)
			if c.fault == "" {
				if err != nil || len(files) != 1 || files[0] != "a.png" || opinions[0] != 5.5 {
					t.Errorf("read %v %v, %v", files, opinions, err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.fault) {
				t.Errorf("error %v does not say %q", err, c.fault)
			}
		})
	}
}

func TestAPromiseThatIsNotKeptIsSaid(t *testing.T) {
	var moved, still order
	for _, a := range library.Attributes() {
		moved.moved[a], still.moved[a] = []float64{1}, []float64{0}
	}
	still.right, still.pairs, moved.right, moved.pairs = 20, 20, 18, 20
	still.moved[library.Clarity] = []float64{5}
	moved.moved[library.Exposure] = []float64{2}
	steps := ladders()[:2]
	shifted := shift{title: "again", limit: 0.3}
	shifted.moved[library.Clarity], shifted.moved[library.Exposure] = []float64{4}, []float64{0.2, 0.1}
	r := results{
		ladders: steps, orders: []order{still, moved}, shifts: []shift{shifted},
		clouds: []cloud{
			{title: "tid2013_resynth, technical head, leave one scene out", rank: 0.5},
			{title: "flive_voc, technical head", rank: 0.2, srcc: agreement.Figure{Low: -0.1}},
			{title: "flive_voc, overall", rank: 0.34},
		},
		simple: []cloud{{title: "flive_voc, one", rank: 0.05}, {title: "flive_voc, other", rank: 0.36}, {title: "tid2013_resynth, one", rank: 0.9}},
		better: []agreement.Difference{{By: agreement.Figure{Low: 0.1}}, {By: agreement.Figure{Low: -0.1}}},
		rated:  certainty{pairs: 10, kept: 8, promised: 9.5},
		quick:  pace{mean: 14 * time.Millisecond}, tiles: pace{mean: 61 * time.Millisecond},
	}
	want := []bool{
		false,       // TID
		true, false, // FLIVE's head and its interval
		true, false, // the overall, and against the peers
		true, false, // against the version before
		false,                    // what is called clear
		true, true, false, false, // two steps, their order and the others
		true, true, false, // again, and both paces
	}
	found := r.bounds()
	if len(found) != len(want) {
		t.Fatalf("%d bounds: %+v", len(found), found)
	}
	var out bytes.Buffer
	printBounds(&out, found)
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")[1:]
	for i, b := range found {
		if b.held != want[i] || strings.HasSuffix(lines[i], "MISSED") == b.held {
			t.Errorf("%s", lines[i])
		}
	}
}
