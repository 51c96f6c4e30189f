package engine

import (
	"testing"
	"time"

	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/engine/meter"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
	"keeplight.app/keeplight/scoring/mllm"
)

// BenchmarkModel says what a photo costs that is scored as the program does it,
// in both read modes, and against two other ways to the same eleven numbers in
// the same run: having them written as JSON after the same beginning, and
// showing the picture again for each. scoring/engine/trial does the same with
// models of true size.
func BenchmarkModel(b *testing.B) {
	for _, mode := range []string{mllm.Batched, mllm.Sequential} {
		b.Run(mode, func(b *testing.B) {
			o := options(b, tinymodel.Qwen3VL)
			o.ReadMode, o.ImageTokens, o.Log = mode, DefaultImageTokens, nil
			e := open(b, o)
			tokens, err := meter.JSONTokens(b.Context(), e)
			if err != nil {
				b.Fatal(err)
			}
			m := &meter.Engine{Engine: e, Write: tokens}
			var again time.Duration
			for b.Loop() {
				score(b, m)
				begin := time.Now()
				score(b, meter.Forgetful{Engine: e})
				again += time.Since(begin)
			}
			if m.Err != nil {
				b.Fatal(m.Err)
			}
			report(b, m, again)
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

func report(b *testing.B, m *meter.Engine, again time.Duration) {
	s, n := m.Sum(0), float64(len(m.Photos))
	ms := func(d time.Duration) float64 { return float64(d) / n / 1e6 }
	b.ReportMetric(ms(s.Prefill), "prefill-ms")
	b.ReportMetric(ms(s.Asking), "reads-ms")
	b.ReportMetric(ms(s.Writing), "json-ms")
	b.ReportMetric(float64(s.Asking)/float64(s.Writing), "reads/json")
	b.ReportMetric(float64(again)/float64(s.Total), "again/shared")
	b.ReportMetric(n/s.Total.Minutes(), "photos/min")
	b.ReportMetric(float64(s.PictureTokens), "picture-tokens")
	b.ReportMetric(float64(s.ReadTokens), "read-tokens")
	b.ReportMetric(float64(s.WrittenTokens), "json-tokens")
}
