package engine

import (
	"context"
	"image"
	"strings"
	"testing"
	"time"

	"keeplight/library"
	"keeplight/scoring"
	"keeplight/scoring/engine/tinymodel"
	"keeplight/scoring/mllm"
)

// BenchmarkModel says what a photo costs that is scored as the program does it,
// in both read modes, and against two other ways to the same eleven numbers in
// the same run: having them written as JSON after the same beginning, and
// showing the picture anew for each.
func BenchmarkModel(b *testing.B) {
	for _, mode := range []string{mllm.Batched, mllm.Sequential} {
		b.Run(mode, func(b *testing.B) {
			o := options(b, tinymodel.Qwen3VL)
			o.ReadMode, o.ImageTokens, o.Log = mode, DefaultImageTokens, nil
			e := open(b, o)
			m := &meter{Engine: e, json: jsonTokens(b, e)}
			var anew time.Duration
			for b.Loop() {
				score(b, m)
				begin := time.Now()
				score(b, forgetful{e})
				anew += time.Since(begin)
			}
			m.report(b, anew)
		})
	}
}

// score scores a photo through an engine.
func score(b *testing.B, e mllm.Engine) {
	b.Helper()
	s, err := mllm.New(b.Context(), e, mllm.Options{})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := s.Score(b.Context(), &scoring.Subject{Preview: photo(1024, 683)}); err != nil {
		b.Fatal(err)
	}
}

// jsonTokens is how many tokens the eleven numbers have as JSON.
func jsonTokens(b *testing.B, e *Engine) int {
	b.Helper()
	var fields []string
	for _, a := range library.Attributes() {
		fields = append(fields, `"`+a.Key()+`": 6.59`)
	}
	counts, err := e.Tokens(b.Context(), []string{"{" + strings.Join(append(fields, `"overall": 6.59`), ", ") + "}"})
	if err != nil {
		b.Fatal(err)
	}
	return counts[0]
}

// meter is an engine that adds up what its views cost, and has each of them write
// JSON when all was asked.
type meter struct {
	*Engine
	json   int // tokens to write
	photos int
	total  time.Duration // of looking and asking with all that is around
	cost   mllm.Cost     // of all photos; its tokens are those of the last
}

func (m *meter) Look(ctx context.Context, picture *image.RGBA, beginning string) (mllm.View, error) {
	begin := time.Now()
	v, err := m.Engine.Look(ctx, picture, beginning)
	return &metered{v, m, begin}, err
}

type metered struct {
	mllm.View
	meter *meter
	begin time.Time
}

func (v *metered) Close() {
	defer v.View.Close()
	m := v.meter
	m.photos++
	m.total += time.Since(v.begin)
	read := v.Cost().ReadTokens
	limit := mllm.WriteLimit{Tokens: m.json, Bytes: 10 * m.json}
	written, err := v.Write(context.Background(), mllm.Question{Text: "Give all as JSON."}, limit, func(string) error { return nil })
	if err != nil || written.Tokens != m.json {
		panic("the model did not write as much as the JSON has")
	}
	c := v.Cost()
	m.cost.PictureTokens, m.cost.ReadTokens, m.cost.WrittenTokens = c.PictureTokens, read, c.WrittenTokens
	m.cost.Looking += c.Looking
	m.cost.Asking += c.Asking
	m.cost.Writing += c.Writing
}

func (m *meter) report(b *testing.B, anew time.Duration) {
	ms := func(d time.Duration) float64 { return float64(d) / float64(m.photos) / 1e6 }
	b.ReportMetric(ms(m.cost.Looking), "look-ms")
	b.ReportMetric(ms(m.cost.Asking), "reads-ms")
	b.ReportMetric(ms(m.cost.Writing), "json-ms")
	b.ReportMetric(float64(m.cost.Asking)/float64(m.cost.Writing), "reads/json")
	b.ReportMetric(float64(anew)/float64(m.total), "again/shared")
	b.ReportMetric(float64(m.photos)/m.total.Minutes(), "photos/min")
	b.ReportMetric(float64(m.cost.PictureTokens), "picture-tokens")
	b.ReportMetric(float64(m.cost.ReadTokens), "read-tokens")
	b.ReportMetric(float64(m.cost.WrittenTokens), "json-tokens")
}

// forgetful is an engine that looks at the picture anew for every question.
type forgetful struct{ *Engine }

func (e forgetful) Look(ctx context.Context, picture *image.RGBA, beginning string) (mllm.View, error) {
	return &forgetfulView{engine: e.Engine, picture: picture, beginning: beginning}, nil
}

type forgetfulView struct {
	mllm.View
	engine    *Engine
	picture   *image.RGBA
	beginning string
}

func (v *forgetfulView) Ask(ctx context.Context, questions []mllm.Question) ([]mllm.Reading, error) {
	var all []mllm.Reading
	for i := range questions {
		view, err := v.engine.Look(ctx, v.picture, v.beginning)
		if err != nil {
			return nil, err
		}
		readings, err := view.Ask(ctx, questions[i:i+1])
		view.Close()
		if err != nil {
			return nil, err
		}
		all = append(all, readings...)
	}
	return all, nil
}

func (v *forgetfulView) Close() {}
