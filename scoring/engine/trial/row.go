package main

import (
	"cmp"
	"fmt"
	"image"
	"image/color"
	"slices"
	"time"

	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/engine/meter"
	"keeplight.app/keeplight/scoring/mllm"
)

// row measures and prints one way to run the model; full says whether all that
// does not depend on how many tokens a picture has is measured too. Each thing is
// printed when it is known.
func (t *trial) row(o engine.Options, full bool) error {
	begin := time.Now()
	e, err := engine.Open(t.ctx, o)
	if err != nil {
		return err
	}
	defer e.Close()
	fmt.Fprintf(t.out, "%s by %s, %s, at most %d tokens: loaded in %.1f s\n", e.Model().Device, e.Model().Backend,
		o.ReadMode, o.ImageTokens, time.Since(begin).Seconds())
	if t.photos == 0 {
		return nil
	}
	m := &meter.Engine{Engine: e}
	if err := t.first(m, o); err != nil {
		return err
	}
	shared, err := t.next(m)
	if err != nil || !full {
		return err
	}
	return t.rest(e, shared)
}

// first scores the photo for the first time, when a device compiles its
// programs, and compares what was read.
func (t *trial) first(m *meter.Engine, o engine.Options) error {
	took, err := t.score(m)
	if err != nil {
		return err
	}
	p := m.Photos[0]
	status := m.Engine.(*engine.Engine).Status()
	fmt.Fprintf(t.out, "  first photo: %s ms, of them %s ms for %d tokens of picture and prompt and %s ms for %d tokens of questions; %.2f of %.1f GB in use\n",
		ms(took), ms(p.Prefill), p.PictureTokens, ms(p.Asking), p.ReadTokens, float64(status.MemoryUsed)/1e9, float64(status.MemoryTotal)/1e9)
	t.compare(sight{o.Device + " " + o.ReadMode, o.ImageTokens, p.Readings})
	return nil
}

// next scores the photo again and again, has the same numbers written as JSON
// each time, and gives how long a photo takes without that.
func (t *trial) next(m *meter.Engine) (time.Duration, error) {
	tokens, err := meter.JSONTokens(t.ctx, m.Engine)
	if err != nil {
		return 0, err
	}
	m.Write = tokens
	var all []time.Duration
	for range t.photos {
		took, err := t.score(m)
		if err = cmp.Or(err, m.Err); err != nil {
			return 0, err
		}
		all = append(all, took)
	}
	sum, n := m.Sum(1), time.Duration(t.photos)
	whole := slices.Sorted(slices.Values(all))[len(all)/2]
	fmt.Fprintf(t.out, "  each photo: %s ms, %.1f photos/min\n", ms(whole), 1/whole.Minutes())
	fmt.Fprintf(t.out, "  picture and prompt: %d tokens in %s ms, %.0f tokens/s\n", sum.PictureTokens, ms(sum.Prefill/n),
		float64(sum.PictureTokens)/(sum.Prefill/n).Seconds())
	fmt.Fprintf(t.out, "  eleven reads: %d tokens in %s ms; the same as JSON: %d tokens in %s ms; reads/JSON %.3f\n", sum.ReadTokens,
		ms(sum.Asking/n), sum.JSON, ms(sum.Writing/n), sum.Asking.Seconds()/sum.Writing.Seconds())
	t.repeats(m.Photos)
	return whole, nil
}

// rest measures showing the picture again for each question, and an explanation.
func (t *trial) rest(e mllm.Engine, shared time.Duration) error {
	if t.all {
		took, err := t.score(meter.Forgetful{Engine: e})
		if err != nil {
			return err
		}
		fmt.Fprintf(t.out, "  picture again for each: %s ms; again/shared %.1f\n", ms(took), took.Seconds()/shared.Seconds())
	}
	if t.write == 0 {
		return nil
	}
	v, err := e.Prefill(t.ctx, photo(), "\n")
	if err != nil {
		return err
	}
	defer v.Close()
	first, begin := time.Duration(0), time.Now()
	q := mllm.Question{Text: "Say in a few sentences why the photo deserves its scores."}
	w, err := v.Write(t.ctx, q, mllm.WriteLimit{Tokens: t.write, Bytes: 64 * t.write}, func(string) error {
		first = cmp.Or(first, time.Since(begin))
		return nil
	})
	if err != nil {
		return err
	}
	rate := float64(w.Tokens) / time.Since(begin).Seconds()
	fmt.Fprintf(t.out, "  an explanation: %d tokens, the first after %s ms, %.1f tokens/s\n", w.Tokens, ms(first), rate)
	return nil
}

// score scores the photo and gives how long that took, without what a meter had
// written.
func (t *trial) score(e mllm.Engine) (time.Duration, error) {
	s, err := mllm.New(t.ctx, e, mllm.Options{Attempts: 1})
	if err != nil {
		return 0, err
	}
	subject := &scoring.Subject{Preview: photo()}
	begin := time.Now()
	_, err = s.Score(t.ctx, subject)
	took := time.Since(begin)
	if m, ok := e.(*meter.Engine); ok && len(m.Photos) > 0 {
		took -= m.Photos[len(m.Photos)-1].Writing
	}
	return took, err
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d)/1e6) }

// photo draws a picture that is large enough for every number of tokens.
func photo() *image.RGBA {
	const w, h = 1800, 1200
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetRGBA(x, y, color.RGBA{uint8(255 * x / w), uint8(200 * y / h), uint8(40 + (x*y/64)%64), 255})
		}
	}
	return m
}
