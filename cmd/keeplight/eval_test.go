package main

import (
	"context"
	"encoding/json"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring/measure/damage"
)

// ratedFolder writes drawn photos, blurred in steps, and their ratings, which fall
// with the blur. It gives the file of ratings.
func ratedFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	list := "image_name,MOS,sharpness\n"
	for i := range 12 {
		img := phototest.Scene(400, 300, uint64(i/4))
		if sigma := 1.5 * float64(i%4); sigma > 0 {
			img = damage.Blur(img, sigma)
		}
		name := fmt.Sprintf("IMG_%d.jpg", i)
		write(t, filepath.Join(dir, "photos", name), jpegOf(img))
		list += fmt.Sprintf("%s,%.1f,%d\n", name, 4.5-float64(i%4)+float64(i/4)/10, 5-i%4)
	}
	path := filepath.Join(dir, "ratings.csv")
	write(t, path, []byte(list))
	return path
}

func jpegOf(img *image.RGBA) []byte { return phototest.JPEG(img, phototest.Exif{}) }

// evalNumber and evalResult are what is promised of the JSON.
type evalNumber struct{ Value, Low, High *float64 }

type evalResult struct {
	Form    string
	Ratings struct {
		Layout string
		Photos int
	}
	Scorer  struct{ Name string }
	Overall struct {
		N    int
		SRCC evalNumber
	}
	Labels []struct {
		Column, Measure string
		N               int
		SRCC            evalNumber
	}
	Peers []struct {
		Measure string
		N       int
		SRCC    evalNumber
	}
	Against *struct {
		N          int
		Difference evalNumber
	}
	Failed int
	Photos []struct {
		File    string
		Overall *float64
		Problem string
	}
}

func parseEval(t *testing.T, text string) (r evalResult) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return r
}

func TestEvalSaysHowScoresAgreeWithRatings(t *testing.T) {
	sh, file := newShell(t), ratedFolder(t)
	r := parseEval(t, sh.must("eval", "--ratings", file, "--json", "--peers", "--bootstrap", "200"))
	if r.Form != "keeplight-eval 1" || r.Overall.N != 12 || r.Failed != 0 || len(r.Photos) != 12 || r.Scorer.Name != "builtin" {
		t.Errorf("%+v", r)
	}
	if s := r.Overall.SRCC; *s.Value < 0.5 || *s.Low > *s.Value || *s.High < *s.Value {
		t.Errorf("SRCC %.3f (%.3f to %.3f) of blur in steps", *s.Value, *s.Low, *s.High)
	}
	if l := r.Labels; len(l) != 1 || l[0].Measure != "clarity" || l[0].N != 12 || *l[0].SRCC.Value < 0.8 {
		t.Errorf("labels: %+v", l)
	}
	if len(r.Peers) != 5 || r.Peers[0].Measure != "laplacian_variance" || *r.Peers[0].SRCC.Value < 0.5 {
		t.Errorf("peers: %+v", r.Peers)
	}
}

func TestEvalTwicePrintsTheSameAndScoresOnce(t *testing.T) {
	sh, file := newShell(t), ratedFolder(t)
	args := []string{"eval", "--ratings", file, "--bootstrap", "50", "--peers"}
	first, second := sh.must(args...), sh.must(args...)
	anew := sh.must(append(args, "--no-catalog")...)
	if first == "" || first != second || first != anew {
		t.Errorf("first\n%s\nsecond\n%s\nanew\n%s", first, second, anew)
	}
	listed := splitLines(sh.must("list", filepath.Dir(file), "--min", "overall=0.01"))
	if len(listed) != 13 { // with the heading
		t.Errorf("%d photos are stored with a score", len(listed)-1)
	}
	for _, want := range []string{"SRCC", "KRCC", "tau-b", "four-parameter logistic", "sharpness", "Clarity", "bytes per pixel", "joint sd"} {
		if !strings.Contains(first, want) {
			t.Errorf("the table does not say %q:\n%s", want, first)
		}
	}
}

func TestEvalCountsAndNamesWhatCouldNotBeScored(t *testing.T) {
	sh, file := newShell(t), ratedFolder(t)
	list, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(filepath.Dir(file), "photos", "cut.jpg"), truncated())
	write(t, file, append(list, "gone.jpg,3,3\ncut.jpg,2,2\nodd\x1b[2J.jpg,1,1\n"...))
	status, stdout, stderr := sh.keeplight("eval", "--ratings", file, "--bootstrap", "0")
	if status != exitProblems || !strings.Contains(stderr, "3 of 15 rated photos could not be scored") {
		t.Errorf("status %d, %s", status, stderr)
	}
	for _, want := range []string{"Scored: 12 of 15", "line 14, gone.jpg: no such file", "line 15, cut.jpg", `odd\x1b[2J.jpg`} {
		if !strings.Contains(stdout, want) {
			t.Errorf("%q is not said:\n%s", want, stdout)
		}
	}
	_, stdout, _ = sh.keeplight("eval", "--ratings", file, "--json", "--bootstrap", "0")
	if r := parseEval(t, stdout); r.Failed != 3 || r.Overall.N != 12 || r.Photos[12].Problem == "" || r.Overall.SRCC.Low != nil {
		t.Errorf("%+v", r)
	}
}

func TestEvalComparesWithAnEarlierResult(t *testing.T) {
	sh, file := newShell(t), ratedFolder(t)
	old := filepath.Join(t.TempDir(), "old.json")
	write(t, old, []byte(sh.must("eval", "--ratings", file, "--json", "--bootstrap", "0")))
	r := parseEval(t, sh.must("eval", "--ratings", file, "--json", "--against", old, "--bootstrap", "50"))
	if r.Against == nil || r.Against.N != 12 || *r.Against.Difference.Value != 0 || *r.Against.Difference.High != 0 {
		t.Errorf("%+v", r.Against)
	}
}

func TestEvalWritesAPage(t *testing.T) {
	sh, file := newShell(t), ratedFolder(t)
	page := filepath.Join(t.TempDir(), "out.html")
	sh.must("eval", "--ratings", file, "--html", page, "--bootstrap", "20")
	b, err := os.ReadFile(page)
	if err != nil || !strings.Contains(string(b), "<svg") || !strings.HasSuffix(strings.TrimSpace(string(b)), "</html>") {
		t.Errorf("%v\n%s", err, b)
	}
}

func TestAnInterruptedEvalSaysHowToGoOn(t *testing.T) {
	sh, file := newShell(t), ratedFolder(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	sh.ctx = ctx
	status, stdout, stderr := sh.keeplight("eval", "--ratings", file)
	if status != exitInterrupted || stdout != "" {
		t.Errorf("status %d, %q, %q", status, stdout, stderr)
	}
	sh.ctx = t.Context()
	sh.must("eval", "--ratings", file, "--bootstrap", "0")
}

func TestEvalRefusesWhatItCannotRead(t *testing.T) {
	sh, file := newShell(t), ratedFolder(t)
	dir := filepath.Dir(file)
	broken := filepath.Join(dir, "broken.csv")
	write(t, broken, []byte("file,mos\na.jpg,good\n"))
	note := filepath.Join(dir, "note.json")
	write(t, note, []byte("{}"))
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"no ratings":         {[]string{}, "--ratings"},
		"no such file":       {[]string{"--ratings", filepath.Join(dir, "none.csv")}, "does not exist"},
		"a folder":           {[]string{"--ratings", dir}, "reading"},
		"a broken table":     {[]string{"--ratings", broken}, "line 2, column “mos”"},
		"no such column":     {[]string{"--ratings", file, "--score-column", "beauty"}, `no column "beauty"`},
		"no such folder":     {[]string{"--ratings", file, "--dir", filepath.Join(dir, "none")}, "does not exist"},
		"none of the photos": {[]string{"--ratings", file, "--dir", t.TempDir()}, "none of the 12 photos"},
		"a page elsewhere":   {[]string{"--ratings", file, "--html", "photo.jpg"}, "must end in .html"},
		"too many rounds":    {[]string{"--ratings", file, "--bootstrap", "9999999"}, "rounds go from 0"},
		"itself":             {[]string{"--ratings", file, "--against", "builtin"}, "the same scorer"},
		"no other scorer":    {[]string{"--ratings", file, "--against", "oracle"}, "--against oracle"},
		"no earlier result":  {[]string{"--ratings", file, "--against", note}, "no result of"},
		"no model":           {[]string{"--ratings", file, "--against", "model"}, "keeplight model install"},
	} {
		t.Run(name, func(t *testing.T) {
			status, stdout, stderr := sh.keeplight(append([]string{"eval"}, c.args...)...)
			if status != exitUsage || stdout != "" || !strings.Contains(stderr, c.want) {
				t.Errorf("status %d, stdout %q, stderr %q, want %q in it", status, stdout, stderr, c.want)
			}
		})
	}
}

func TestEvalComparesAModelWithTheBuiltInScorerBothWaysRound(t *testing.T) {
	sh, file := newShell(t), ratedFolder(t)
	model := modelArgs(t, "")[4:] // behind "score", the folder and the scorer's name
	args := append([]string{"eval", "--ratings", file, "--bootstrap", "50"}, model...)
	one := parseEval(t, sh.must(append(args, "--scorer", "model", "--against", "builtin")...))
	two := parseEval(t, sh.must(append(args, "--scorer", "builtin", "--against", "model")...))
	if one.Scorer.Name != "model" || one.Overall.N != 12 || one.Against.N != 12 || two.Scorer.Name != "builtin" {
		t.Fatalf("%+v\n%+v", one, two)
	}
	if a, b := *one.Against.Difference.Value, *two.Against.Difference.Value; a != -b {
		t.Errorf("differences %.4f and %.4f", a, b)
	}
}
