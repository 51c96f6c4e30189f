package evaluating

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/peers"
	"keeplight.app/keeplight/scoring/ratings"
)

var by = library.Provenance{Name: "builtin", Version: "7"}

// rated gives photos whose overall follows the rating but for every fourth, whose
// clarity is the rating, and of which two failed.
func rated(n int) Input {
	table := ratings.Table{
		Layout: "any columns", Separator: "comma", FileColumn: "file", ScoreColumn: "mos", Rows: n,
		Labels: []ratings.Label{{Column: "sharpness", Measure: "clarity"}, {Column: "quality", Measure: ratings.Overall}},
	}
	photos := make([]Photo, n)
	for i := range photos {
		rating := 1 + 4*float64(i)/float64(n)
		r := ratings.Rating{File: fmt.Sprintf("%03d.jpg", i), Line: i + 2, Score: rating, Votes: 1, Labels: []float64{2 * rating, math.NaN()}}
		if i%2 == 0 {
			r.Labels[1] = rating
		}
		score := library.Score{By: by, Overall: library.Value{Known: true, Mean: 2 * rating, SD: 0.5}}
		if i%4 == 0 {
			score.Overall.Mean = 10 - 2*rating
		}
		if i%5 != 0 {
			score.Values[library.Clarity] = library.Value{Known: true, Mean: rating}
		}
		v := peers.Values{peers.Laplacian: -rating, peers.BytesPerPixel: math.NaN(), peers.Brightness: 100}
		photos[i] = Photo{Rating: r, Path: "/photos/" + r.File, Score: &score, Peers: &v}
		table.Ratings = append(table.Ratings, r)
	}
	photos[1].Score, photos[1].Problem = nil, "the picture is damaged"
	photos[2].Score.Overall = library.Value{}
	return Input{File: "ratings.csv", Table: &table, Photos: photos, Scorer: by, Rounds: 50, Seed: 1}
}

func compared(t *testing.T, in Input) *Result {
	t.Helper()
	r, err := Compare(t.Context(), &in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestEveryFigureSaysOfHowManyPhotosItSpeaks(t *testing.T) {
	in := rated(40)
	in.Peers = true
	r := compared(t, in)
	if r.Overall.N != 38 || r.Failed != 2 || len(r.FailedFor) != 2 || len(r.Photos) != 40 || r.Ratings.Photos != 40 {
		t.Errorf("%d of %d, %d failed for %+v", r.Overall.N, r.Ratings.Photos, r.Failed, r.FailedFor)
	}
	sharp, whole := r.Labels[0], r.Labels[1]
	// 40 photos have the column, 8 no clarity and one no score.
	if sharp.N != 31 || sharp.Absent != 9 || *sharp.SRCC.Value != 1 || sharp.Title != "Clarity" {
		t.Errorf("%+v", sharp)
	}
	if whole.N != 19 || whole.Absent != 1 || whole.Title != "Overall" {
		t.Errorf("%+v", whole)
	}
	for _, p := range r.Peers {
		switch p.Measure {
		case "laplacian_variance":
			if p.N != 40 || *p.SRCC.Value != -1 {
				t.Errorf("%+v", p)
			}
		case "bytes_per_pixel":
			if p.N != 0 || p.SRCC.Value != nil {
				t.Errorf("%+v", p)
			}
		case "mean_brightness": // the same of all
			if p.N != 40 || p.SRCC.Value != nil {
				t.Errorf("%+v", p)
			}
		}
	}
	if r.Uncertainty == nil || r.Uncertainty.Clear.N == 0 || r.Pairs.All.N != 38*37/2 {
		t.Errorf("%+v", r.Pairs.All)
	}
}

func TestAnotherScorerIsComparedOnThePhotosThatBothScored(t *testing.T) {
	in := rated(40)
	in.Other = &Other{Scorer: library.Provenance{Name: "model"}, File: "old.json", Scores: map[string]float64{}}
	for _, p := range in.Photos[:30] {
		in.Other.Scores[p.File] = p.Rating.Score
	}
	a := compared(t, in).Against
	if a.N != 28 || a.Missing != 12 || *a.Second.Value != 1 || *a.Difference.High >= 0 || a.Better != 0 {
		t.Errorf("%+v", a)
	}
}

func TestAResultIsReadBackAsAnEarlierOne(t *testing.T) {
	in := rated(12)
	in.Photos[3].File = "odd \xff name.jpg"
	var b bytes.Buffer
	if err := compared(t, in).WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	o, err := ReadEarlier(bytes.NewReader(b.Bytes()), "old.json")
	if err != nil {
		t.Fatal(err)
	}
	if o.Scorer.Version != "7" || len(o.Scores) != 10 || o.Scores["odd \xff name.jpg"] != in.Photos[3].Score.Overall.Mean {
		t.Errorf("%+v", o)
	}
	for name, text := range map[string]string{
		"another file":     `{"path":"a.jpg"}`,
		"no JSON":          "file,mos\n",
		"empty":            "",
		"another version":  `{"form":"keeplight-eval 99"}`,
		"without scores":   `{"form":"keeplight-eval 1","photos":[{"file":"a"}]}`,
		"scores of a kind": `{"form":"keeplight-eval 1","photos":[{"file":"a","overall":"x"}]}`,
	} {
		_, err := ReadEarlier(strings.NewReader(text), "old.json")
		if err == nil || !strings.Contains(err.Error(), "old.json") {
			t.Errorf("%s: %v", name, err)
		}
		if name != "another version" && !errors.Is(err, ErrNoResult) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzReadEarlier(f *testing.F) {
	f.Add(`{"form":"keeplight-eval 1","scorer":{"name":"builtin"},"photos":[{"file":"a","overall":5}]}`)
	f.Add(`{"form":"keeplight-eval 1","photos":[{"file_b64":"/w==","overall":1e308}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		o, err := ReadEarlier(strings.NewReader(text), "x")
		if err == nil && len(o.Scores) == 0 {
			t.Error("no scores and no error")
		}
	})
}

func TestAResultHoldsNothingThatJSONCannotWrite(t *testing.T) {
	for name, n := range map[string]int{"two photos": 4, "enough": 30} {
		var b bytes.Buffer
		if err := compared(t, rated(n)).WriteJSON(&b); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var back map[string]any
		if err := json.Unmarshal(b.Bytes(), &back); err != nil || back["form"] != Form {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestThePageLoadsNothingAndEscapesNames(t *testing.T) {
	in := rated(30)
	const hostile = `<script>alert("x")</script>.jpg`
	in.Photos[0].File = hostile // the farthest off
	in.Photos[1].File = hostile + "\x1b[2J"
	var b bytes.Buffer
	if err := compared(t, in).WritePage(&b); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, bad := range []string{"<script", "http://", "https://", "src=", "\x1b", "onload", "ZgotmplZ"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	for _, want := range []string{"&lt;script&gt;alert", "<svg", "<circle", "SRCC", "Farthest off", "the picture is damaged", "default-src"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if n := strings.Count(page, "<circle"); n != 28 {
		t.Errorf("%d dots for 28 photos", n)
	}
}

func TestAPageOfNothingIsStillAPage(t *testing.T) {
	in := rated(4)
	for i := range in.Photos {
		in.Photos[i].Score, in.Photos[i].Problem = nil, "damaged"
	}
	var b bytes.Buffer
	r := compared(t, in)
	if err := r.WritePage(&b); err != nil || strings.Contains(b.String(), "<svg") || !strings.Contains(b.String(), "damaged") {
		t.Errorf("%v\n%s", err, b.String())
	}
	if r.Overall.SRCC.Value != nil || r.Overall.N != 0 || r.Uncertainty != nil {
		t.Errorf("%+v", r.Overall)
	}
}
