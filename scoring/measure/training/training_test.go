package training

import (
	"bytes"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/scoring/measure/head"
)

func TestNamesTellSceneKindAndLevel(t *testing.T) {
	for name, want := range map[string]struct {
		scene string
		kind  Kind
		level int
		ok    bool
	}{
		"i01_08_3.png": {"i01", Blur, 3, true},
		"i19_11_5.png": {"i19", Wavelet, 5, true},
		"i01_99_3.png": {"i01", "", 3, false},
		"i01_08_9.png": {"i01", Blur, 9, false},
		"holiday.png":  {"", "", 0, false},
	} {
		scene, kind, level, ok := ParseName(name)
		if ok != want.ok || (ok && (scene != want.scene || kind != want.kind || level != want.level)) {
			t.Errorf("%s: %q %q %d %v", name, scene, kind, level, ok)
		}
	}
}

// rated gives two scenes whose opinions fall by one from level to level.
func rated() []Rated {
	var all []Rated
	for scene, shift := range map[string]float64{"a": 0.2, "b": -0.2} {
		for level := 1; level <= levels; level++ {
			all = append(all, Rated{
				Scene: scene, Kind: Blur, Level: level, Opinion: 6 - float64(level) + shift, Features: []float64{float64(level) + shift},
			})
		}
	}
	return all
}

func TestOpinionsOfDamageFallBetweenTheAnchors(t *testing.T) {
	a := NewAnchors(rated())
	for level, want := range map[float64]float64{0: cleanOpinion, 1: 5, 2.5: 3.5, 5: 1, 5.4: 0.6} {
		if got := a.Opinion(Blur, level); math.Abs(got-want) > 1e-9 {
			t.Errorf("level %g: %.3f, want %.3f", level, got, want)
		}
	}
}

func TestRowsComeBackAsTheyWere(t *testing.T) {
	names := []string{"x", "y"}
	want := []Row{
		{Photo: "a/b.png", Kind: Clean, Also: Clean, MSSSIM: 1, Features: []float64{0.1234, 5}},
		{Photo: "c, d", Kind: Blur, Also: JPEG, Level: 2.5, MDSI: 0.3, MSSSIM: 0.9, Peers: Peers{3, 4, 5}, Features: []float64{-3, 1e-4}},
	}
	var b bytes.Buffer
	if err := WriteRows(&b, names, want); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	got, err := ReadRows(strings.NewReader(text), names)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := ReadRows(strings.NewReader(text), []string{"x", "z"}); !errors.Is(err, ErrRows) {
		t.Errorf("other features: %v", err)
	}
}

func TestALeftOutSceneIsJudgedByTheOthersAlone(t *testing.T) {
	all := rated()
	rows := []Row{
		{Kind: Blur, Level: 1, Also: Clean, Features: []float64{1}},
		{Kind: Blur, Level: 5, Also: Clean, Features: []float64{5}},
	}
	s := head.Settings{Centres: 12, Width: 2, Ridge: 0.01}
	before, err := LeaveOneSceneOut([]string{"x"}, rows, all, s)
	if err != nil {
		t.Fatal(err)
	}
	// Nothing that people said of a scene may reach its own scores.
	for i := range all {
		if all[i].Scene == "a" {
			all[i].Opinion = 9
		}
	}
	after, err := LeaveOneSceneOut([]string{"x"}, rows, all, s)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range all {
		if same := before[i] == after[i]; same != (r.Scene == "a") {
			t.Errorf("scene %s level %d: %.3f became %.3f", r.Scene, r.Level, before[i].Score, after[i].Score)
		}
	}
}
