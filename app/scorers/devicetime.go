package scorers

import (
	"context"
	"fmt"
	"image"
	"math"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/local"
)

// TimeLimit is how long a device may take to load a model and to score a picture
// twice.
const TimeLimit = time.Minute

// DeviceTime is how fast a device runs a model.
type DeviceTime struct {
	Device     engine.Device
	PerPicture time.Duration // with all questions, once the model is loaded; 0 where it did not come so far
	Problem    string        // why there is no time, for people
}

// TimeDevices has a model score one picture on each of some devices, by itself and at
// the number of tokens that photos will have. Names tell little of that: graphics
// within a processor can be slower than the processor. The first picture, for which a
// driver may compile its programs, does not count. A device that fails, or takes
// longer than TimeLimit, is no error. The error is the context's.
func TimeDevices(ctx context.Context, s local.Settings, devices []engine.Device, o local.Options) ([]DeviceTime, error) {
	subject := &scoring.Subject{Photo: library.Photo{Path: "the picture for timing"}, Preview: timingPicture()}
	times := make([]DeviceTime, len(devices))
	for i, d := range devices {
		s.Device = SettingOf(d)
		took, err := timeDevice(ctx, s, subject, o)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		times[i] = DeviceTime{Device: d, PerPicture: took}
		if err != nil {
			times[i].Problem = err.Error()
		}
	}
	return times, nil
}

// SettingOf is how local.Settings name a device.
func SettingOf(d engine.Device) string {
	if d.GPU {
		return d.Name
	}
	return engine.CPU
}

func timeDevice(ctx context.Context, s local.Settings, subject *scoring.Subject, o local.Options) (took time.Duration, err error) {
	tooLong := fmt.Errorf("it took longer than %v", TimeLimit)
	ctx, cancel := context.WithTimeoutCause(ctx, TimeLimit, tooLong)
	defer cancel()
	defer func() {
		if err != nil && context.Cause(ctx) == tooLong {
			err = tooLong
		}
	}()
	scorer, err := local.Start(ctx, s, o)
	if err != nil {
		return 0, err
	}
	defer scorer.Close()
	for range 2 {
		begin := time.Now()
		if _, err := scorer.Score(ctx, subject); err != nil {
			return 0, err
		}
		took = time.Since(begin)
	}
	return took, nil
}

// timingPicture is a drawing as large as the previews of photos are, so that a model
// takes it in as many tokens. What is on it costs nothing.
func timingPicture() *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, scoring.PreviewSide, scoring.PreviewSide*2/3))
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			p := m.Pix[m.PixOffset(x, y):][:4]
			wave := math.Sin(float64(x*x+y*y) / 9000)
			p[0], p[1], p[2], p[3] = uint8(127+120*wave), uint8(255*x/m.Rect.Dx()), uint8(255*y/m.Rect.Dy()), 255
		}
	}
	return m
}

// FastestDevice gives the fastest of those that have a time; false where none has.
func FastestDevice(times []DeviceTime) (best DeviceTime, ok bool) {
	for _, t := range times {
		if t.PerPicture > 0 && (!ok || t.PerPicture < best.PerPicture) {
			best, ok = t, true
		}
	}
	return best, ok
}

// ModelStore is where scores of models are looked for.
type ModelStore interface {
	Provenances(ctx context.Context, name string) ([]library.Provenance, error)
}

// IsFirstChoice is true where nobody has chosen a device and no model has scored yet:
// another device changes no score then that anybody has seen. The error is the
// catalogue's.
func IsFirstChoice(ctx context.Context, in ModelStore, s local.Settings) (bool, error) {
	if s.Device != "" {
		return false, nil
	}
	stored, err := in.Provenances(ctx, string(Model))
	if err != nil {
		return false, fmt.Errorf("looking for scores of a model: %w", err)
	}
	return len(stored) == 0, nil
}
