package remote

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/remote/standin"
)

func TestATestOfAServerTellsWhatItCan(t *testing.T) {
	for name, c := range map[string]struct {
		behave standin.Behaviour
		model  string
		want   Found
		err    error
	}{
		"all":               {standin.Behaviour{}, "", Found{Sees: true, Probabilities: true, Answers: true}, nil},
		"no probabilities":  {standin.Behaviour{Spoken: true}, "", Found{Sees: true, Answers: true}, nil},
		"refuses them":      {standin.Behaviour{Refuses: true, Spoken: true}, "", Found{Sees: true, Answers: true}, nil},
		"no pictures":       {standin.Behaviour{Blind: true}, "", Found{Probabilities: true, Answers: true}, nil},
		"thinks":            {standin.Behaviour{Thinks: true}, "", Found{Sees: true, Probabilities: true, Thinks: true, Answers: true}, nil},
		"another model":     {standin.Behaviour{}, "other", Found{}, ErrNoModel},
		"wants another key": {standin.Behaviour{Key: "sk-right"}, "", Found{}, ErrKey},
	} {
		t.Run(name, func(t *testing.T) {
			server, o := serve(t, c.behave)
			o.Model = c.model
			f, err := Probe(t.Context(), o)
			if !errors.Is(err, c.err) {
				t.Fatalf("it gives %v", err)
			}
			if err != nil {
				return
			}
			c.want.Models, c.want.Model = []string{standin.Model}, standin.Model
			if !slices.Equal(f.Models, c.want.Models) || f.Model != c.want.Model || f.Sees != c.want.Sees ||
				f.Probabilities != c.want.Probabilities || f.Thinks != c.want.Thinks || f.Answers != c.want.Answers {
				t.Errorf("it tells %+v, want %+v", f, c.want)
			}
			for _, p := range server.Got().Pictures {
				if len(p) > 5000 {
					t.Errorf("a picture of %d bytes was sent, which is not the drawn one", len(p))
				}
			}
		})
	}
}

func TestTheModelSaysWhyThroughAServer(t *testing.T) {
	_, o := serve(t, standin.Behaviour{})
	s := scorer(t, o)
	photo := subject(t, 8)
	score, err := s.Score(t.Context(), photo)
	if err != nil {
		t.Fatal(err)
	}
	var pieces []string
	e, err := s.Explain(t.Context(), photo, &score, library.Prose, func(piece string) error { pieces = append(pieces, piece); return nil })
	if err != nil || !strings.Contains(e.Text, "stands out.") || strings.Join(pieces, "") != e.Text {
		t.Errorf("it writes %q in %q, %v", e.Text, pieces, err)
	}
}

func TestWhatAModelRepeatsIsLeftOut(t *testing.T) {
	for name, c := range map[string]struct {
		pieces []string
		want   string
		left   int
	}{
		"repeated":       {[]string{"The photo", " is bright", "."}, " is bright.", 99},
		"in pieces":      {[]string{"The", " pho", "to is", " bright."}, " is bright.", 99},
		"not repeated":   {[]string{"It is bright."}, " It is bright.", 99},
		"begins alike":   {[]string{"The ", "picture"}, " The picture", 99},
		"nothing else":   {[]string{"The pho"}, " The pho", 99},
		"too long":       {[]string{"The photo", " is bright"}, " is b", 5},
		"half of a rune": {[]string{"The photo", " ä"}, " ", 2},
	} {
		t.Run(name, func(t *testing.T) {
			var got strings.Builder
			w := &writer{repeated: "The photo", left: c.left, emit: func(p string) error { got.WriteString(p); return nil }}
			for _, p := range c.pieces {
				if _, err := w.add(p); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.flush(); err != nil || got.String() != c.want {
				t.Errorf("it hands over %q, %v; want %q", got.String(), err, c.want)
			}
		})
	}
}

func TestProbabilitiesAreReadWhereTheAnswerIs(t *testing.T) {
	digits := []string{"1", "2", "3"}
	words := []string{" bad", " poor", " fair", " good", " excellent"}
	top := func(pairs ...any) (t token) {
		t.text = pairs[0].(string)
		for i := 0; i < len(pairs); i += 2 {
			t.top = append(t.top, likely{pairs[i].(string), pairs[i+1].(float64)})
		}
		return t
	}
	for name, c := range map[string]struct {
		tokens  []token
		answers []string
		want    []float64
		off     float64
	}{
		"a digit":              {[]token{top("2", .6, "3", .3, "x", .05)}, digits, []float64{0, .6, .3}, .1},
		"after a space":        {[]token{top(" ", .9), top("2", .6, " 2", .2)}, digits, []float64{0, .8, 0}, .2},
		"after the name":       {[]token{top("Clar", .9, "1", .1), top("ity", .9), top("=", .9), top("3", .7, "1", .2)}, digits, []float64{.2, 0, .7}, .1},
		"never":                {[]token{top("I", .9, "2", .05), top(" cannot", 1.)}, digits, []float64{0, .05, 0}, .95},
		"a longer number":      {[]token{top("10", .9, "1", .1)}, digits, []float64{.1, 0, 0}, .9},
		"nothing":              {nil, digits, []float64{0, 0, 0}, 1},
		"words":                {[]token{top(" good", .5, " Good", .1, " exc", .3)}, words, []float64{0, 0, 0, .6, .3}, .1},
		"words that are split": {[]token{top(" exc", .5, " p", .2, "f", .1)}, words, []float64{0, .2, .1, 0, .5}, .2},
		"rounded":              {[]token{top("1", .7, "2", .4)}, digits, []float64{.7 / 1.1, .4 / 1.1, 0}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			r := read(c.tokens, c.answers)
			for i, p := range r.P {
				if math.Abs(p-c.want[i]) > 1e-9 {
					t.Errorf("the answers have %v, want %v", r.P, c.want)
					break
				}
			}
			if math.Abs(r.Off-c.off) > 1e-9 {
				t.Errorf("%v is off, want %v", r.Off, c.off)
			}
		})
	}
}

func TestAnswersWithoutProbabilitiesAreParsed(t *testing.T) {
	for text, want := range map[string]int{
		"2": 1, "Clarity=3": 2, "**1**": 0, "I would say 2 of 9.": 1, "10": -1, "2.5": -1, "": -1, "twelve": -1,
	} {
		r := parse(text, []string{"1", "2", "3"})
		got := slices.Index(r.P, 1)
		if got != want || !r.Spoken || (r.Off == 0) != (want >= 0) {
			t.Errorf("%q is %+v, want answer %d", text, r, want)
		}
	}
}

// throughput is the share of what a server of fixed latency and capacity can give that
// photos get from it.
func throughput(t testing.TB, atOnce, photos int, latency time.Duration) float64 {
	server, o := serve(t, standin.Behaviour{Latency: latency, Capacity: atOnce})
	o.AtOnce, o.Patience.Attempts = atOnce, 100
	s := scorer(t, o)
	photo := &scoring.Subject{Preview: testPicture()} // what is measured is the server
	began := time.Now()
	var wait sync.WaitGroup
	work := make(chan int)
	for range o.PhotosAtOnce() {
		wait.Go(func() {
			for range work {
				if _, err := s.Score(context.Background(), photo); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for i := range photos {
		work <- i
	}
	close(work)
	wait.Wait()
	could := time.Duration(photos*(library.NumAttributes+1)) * latency / time.Duration(atOnce)
	share := float64(could) / float64(time.Since(began))
	if got := server.Got(); got.MostBusy > atOnce+1 || got.MostBusy < min(atOnce, 2) {
		t.Errorf("%d requests at once, where %d are allowed", got.MostBusy, atOnce)
	}
	return share
}

func TestAServerIsKeptBusy(t *testing.T) {
	throughput(t, 8, 24, 40*time.Millisecond) // how well is for the benchmark: tests share the processor
}

// BenchmarkServerKeptBusy prints how much of what a server can give is used: 1 is all.
func BenchmarkServerKeptBusy(b *testing.B) {
	for _, c := range []struct {
		atOnce, photos int
		latency        time.Duration
	}{{1, 20, 100 * time.Millisecond}, {8, 80, 150 * time.Millisecond}, {64, 640, 400 * time.Millisecond}} {
		b.Run(fmt.Sprintf("%d-at-once", c.atOnce), func(b *testing.B) {
			b.ReportMetric(throughput(b, c.atOnce, c.photos, c.latency), "of-what-it-gives") // once: it is long enough
			b.ReportMetric(0, "ns/op")
		})
	}
}

func TestScoringEndsWhenItIsToldTo(t *testing.T) {
	_, o := serve(t, standin.Behaviour{Instead: func(_ http.ResponseWriter, r *http.Request, _ int) bool { <-r.Context().Done(); return true }})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	s := scorer(t, o)
	go func() { _, err := s.Score(ctx, subject(t, 1)); done <- err }()
	time.Sleep(50 * time.Millisecond)
	cancel()
	select {
	case err := <-done:
		if !errors.Is(err, context.Canceled) || errors.Is(err, scoring.ErrUnavailable) {
			t.Errorf("it gives %v", err)
		}
	case <-time.After(5 * time.Second):
		t.Error("it goes on")
	}
}
