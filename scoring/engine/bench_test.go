package engine

import (
	"strings"
	"testing"
	"time"

	"keeplight/library"
	"keeplight/scoring/engine/tinymodel"
	"keeplight/scoring/mllm"
)

// BenchmarkModel says what a photo with its eleven numbers costs, in both read
// modes, and against two other ways to get the numbers in the same run: writing
// them as JSON after the same beginning, and showing the picture anew for each.
func BenchmarkModel(b *testing.B) {
	for _, mode := range []string{mllm.Batched, mllm.Sequential} {
		b.Run(mode, func(b *testing.B) {
			o := options(b, tinymodel.Qwen3VL)
			o.ReadMode, o.ImageTokens, o.Log = mode, DefaultImageTokens, nil
			e := open(b, o)
			json, qs := numbers(b, e)
			var sum times
			for b.Loop() {
				sum.add(shared(b, e, qs, json))
				sum.again += again(b, e, qs)
			}
			sum.report(b)
		})
	}
}

// numbers gives the questions for ten attributes and the overall, and the number
// of tokens of all answers as JSON.
func numbers(b *testing.B, e *Engine) (tokens int, qs []mllm.Question) {
	b.Helper()
	var json strings.Builder
	names := []string{"overall"}
	for a := range library.NumAttributes {
		names = append(names, library.Attribute(a).Key())
	}
	for _, name := range names {
		qs = append(qs, mllm.Question{Text: "How good is " + name + "?", Stem: "Score: ", Answers: digits})
		json.WriteString(`"` + name + `": 6.59, `)
	}
	counts, err := e.Tokens(b.Context(), []string{"{" + json.String() + "}"})
	if err != nil {
		b.Fatal(err)
	}
	return counts[0], qs
}

// times are sums over photos.
type times struct {
	cost   mllm.Cost
	total  time.Duration // of looking and asking with all that is around
	again  time.Duration
	photos int
}

func (t *times) add(c mllm.Cost, total time.Duration) {
	t.photos++
	t.total += total
	t.cost.Looking += c.Looking
	t.cost.Asking += c.Asking
	t.cost.Writing += c.Writing
	t.cost.PictureTokens, t.cost.ReadTokens, t.cost.WrittenTokens = c.PictureTokens, c.ReadTokens, c.WrittenTokens
}

// shared looks once, asks all, and then has the numbers written.
func shared(b *testing.B, e *Engine, qs []mllm.Question, json int) (mllm.Cost, time.Duration) {
	b.Helper()
	begin := time.Now()
	v, err := e.Look(b.Context(), photo(1024, 683), beginning)
	if err != nil {
		b.Fatal(err)
	}
	defer v.Close()
	if _, err := v.Ask(b.Context(), qs); err != nil {
		b.Fatal(err)
	}
	total := time.Since(begin)
	read := v.Cost().ReadTokens
	written, err := v.Write(b.Context(), mllm.Question{Text: "Give all as JSON."}, mllm.WriteLimit{Tokens: json, Bytes: 10 * json}, func(string) error { return nil })
	if err != nil || written.Tokens != json {
		b.Fatalf("%+v of %d tokens, %v", written, json, err)
	}
	c := v.Cost()
	c.ReadTokens = read
	return c, total
}

// again shows the picture anew for each question.
func again(b *testing.B, e *Engine, qs []mllm.Question) time.Duration {
	b.Helper()
	begin := time.Now()
	m := photo(1024, 683)
	for i := range qs {
		read(b, e, m, qs[i:i+1])
	}
	return time.Since(begin)
}

func (t *times) report(b *testing.B) {
	ms := func(d time.Duration) float64 { return float64(d) / float64(t.photos) / 1e6 }
	b.ReportMetric(ms(t.cost.Looking), "look-ms")
	b.ReportMetric(ms(t.cost.Asking), "reads-ms")
	b.ReportMetric(ms(t.cost.Writing), "json-ms")
	b.ReportMetric(float64(t.cost.Asking)/float64(t.cost.Writing), "reads/json")
	b.ReportMetric(float64(t.again)/float64(t.total), "again/shared")
	b.ReportMetric(float64(t.photos)/t.total.Minutes(), "photos/min")
	b.ReportMetric(float64(t.cost.PictureTokens), "picture-tokens")
	b.ReportMetric(float64(t.cost.ReadTokens), "read-tokens")
	b.ReportMetric(float64(t.cost.WrittenTokens), "json-tokens")
}
