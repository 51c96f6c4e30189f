package training

import (
	"bytes"
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/scoring/measure/head"
)

// graded gives rows of blur at all levels, whose MDSI and MS-SSIM follow them.
func graded() []Row {
	var rows []Row
	for i := range 48 {
		level := 0.2 + 5*float64(i)/47
		rows = append(rows, Row{
			Photo: string(rune('a' + i%6)), Kind: Blur, Also: Clean, Level: level,
			MDSI: 0.1 + 0.08*level, MSSSIM: 1 - 0.15*level, Features: []float64{level},
		})
	}
	return rows
}

func TestAGradeIsTheOpinionOfAsMuchDamage(t *testing.T) {
	g := NewGrader(NewAnchors(rated()), graded())
	for level, want := range map[float64]float64{1: 5, 2.5: 3.5, 4: 2} {
		other := Row{Kind: Motion, MDSI: 0.1 + 0.08*level, MSSSIM: 1 - 0.15*level}
		if got := g.Opinion(&other); math.Abs(got-want) > 0.15 {
			t.Errorf("as far off as level %g: %.2f, want %.2f", level, got, want)
		}
	}
	if got := g.Opinion(&Row{MSSSIM: 1}); math.Abs(got-cleanOpinion) > 1e-9 {
		t.Errorf("undamaged: %.3f", got)
	}
	if got := g.Opinion(&Row{MDSI: 3}); got != 0 {
		t.Errorf("ruined: %.3f", got)
	}
}

func TestAGradeNeverRisesWithDamage(t *testing.T) {
	rows := graded()
	// Opinions that fall the wrong way in places are joined.
	rows[3].MDSI, rows[30].MDSI = rows[30].MDSI, rows[3].MDSI
	g := NewGrader(NewAnchors(rated()), rows)
	before := cleanOpinion
	for d := 0.0; d < 0.8; d += 0.01 {
		got := g.Opinion(&Row{MDSI: d, MSSSIM: 1 - d})
		if got > before+1e-9 || math.IsNaN(got) {
			t.Errorf("at %.2f: %.3f after %.3f", d, got, before)
		}
		before = got
	}
}

func TestWithoutLevelsEverythingIsUndamaged(t *testing.T) {
	g := NewGrader(NewAnchors(nil), []Row{{Kind: Motion, Also: Clean, MDSI: 0.4}})
	if got := g.Opinion(&Row{MDSI: 0.4}); got != cleanOpinion {
		t.Errorf("%.3f", got)
	}
}

func TestALeftOutPhotoIsJudgedByTheOthersAlone(t *testing.T) {
	rows, people := graded(), rated()
	s := head.Settings{Centres: 20, Width: 1, Ridge: 0.1}
	for i := range rows {
		if rows[i].Photo == "a" {
			// What it was graded by is not what the others teach.
			rows[i].Also, rows[i].Level, rows[i].MDSI = Noise, 0, 0.5
		}
	}
	other := graded()
	for i := range other {
		if other[i].Photo == "a" {
			other[i].Also, other[i].Level, other[i].MDSI = Noise, 0, 0.1
		}
	}
	one, errOne := LeavePhotosOut([]string{"x"}, rows, people, s, 6)
	two, errTwo := LeavePhotosOut([]string{"x"}, other, people, s, 6)
	if err := errors.Join(errOne, errTwo); err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		if same := one[i] == two[i]; same != (rows[i].Photo == "a") {
			t.Errorf("photo %s: %.3f and %.3f", rows[i].Photo, one[i].Score, two[i].Score)
		}
	}
}

func TestKeptRowsComeBackAndTheirFileIsTheSameAgain(t *testing.T) {
	names := []string{"x"}
	one, two := filepath.Join(t.TempDir(), RowsName), filepath.Join(t.TempDir(), RowsName)
	if err := errors.Join(KeepRows(one, names, graded()[:3]), KeepRows(two, names, graded()[:3])); err != nil {
		t.Fatal(err)
	}
	a, errA := os.ReadFile(one)
	b, errB := os.ReadFile(two)
	if err := errors.Join(errA, errB); err != nil || !bytes.Equal(a, b) {
		t.Errorf("the files differ: %v", err)
	}
	got, err := KeptRows(one, names)
	if err != nil || len(got) != 3 || got[2].Photo != "c" {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := KeptRows(one, []string{"y"}); !errors.Is(err, ErrRows) {
		t.Errorf("other features: %v", err)
	}
	if err := os.WriteFile(one, []byte("no gzip"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := KeptRows(one, names); err == nil {
		t.Error("a file that is no gzip was read")
	}
}

func TestEveryKindHasAName(t *testing.T) {
	seen := map[Kind]bool{Clean: true}
	for _, k := range Kinds() {
		if k == "" || seen[k] {
			t.Errorf("%q comes twice or is empty", k)
		}
		seen[k] = true
	}
	if diff := cmp.Diff([]Kind{Noise, Specks, Blur, JPEG, Wavelet, Speckle}, Kinds()[:6]); diff != "" {
		t.Errorf("TID2013's come first: %s", diff)
	}
}

func FuzzReadRowsNeverPanics(f *testing.F) {
	var b bytes.Buffer
	if err := WriteRows(&b, []string{"x"}, graded()[:2]); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		rows, err := ReadRows(bytes.NewReader(data), []string{"x"})
		for _, r := range rows {
			if err == nil && len(r.Features) != 1 {
				t.Errorf("%+v", r)
			}
		}
	})
}
