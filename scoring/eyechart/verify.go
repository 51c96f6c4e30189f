package eyechart

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	asset "keeplight.app/keeplight/assets/eyechart"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/eyechart/chart"
)

// Name is what the model is called wherever it is named.
const Name = "eye chart"

// ImageTokens is how many tokens a picture may have: the model was trained on
// pictures of so few.
const ImageTokens = 16

// DefaultPatience is how long one device may take. A processor takes about a
// second; a GPU's driver may compile its programs first.
const DefaultPatience = 2 * time.Minute

// Options say what is to be verified.
type Options struct {
	Program string // keeplight-engine; "" looks beside this program, then on PATH
	Runtime string // the folder of llama.cpp's shared libraries
	Device  string // the only device to test, by name, or engine.CPU; "" is all of them
	Log     func(string)

	// Patience is how long one device may take; 0 is DefaultPatience.
	Patience time.Duration
}

// Result is what came of one device.
type Result struct {
	Device     engine.Device
	Passed     bool          // it may be used for scoring
	Text       string        // the verdict, for people
	PerPicture time.Duration // with all questions, once it is loaded; 0 where it did not come so far
}

// Verify runs the self-test on every device of a runtime, in the runtime's own
// order: it shows the eye chart to a model. A device that fails is no error: its Result says why. Errors are those
// of engine.Devices, of writing the model's files to a temporary folder, and the
// context's.
func Verify(ctx context.Context, o Options) ([]Result, error) {
	devices, err := devicesOf(ctx, o)
	if err != nil {
		return nil, err
	}
	card, err := Card()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "keeplight-eyechart-")
	if err != nil {
		return nil, fmt.Errorf("writing the self-test: %w", err)
	}
	defer os.RemoveAll(dir)
	model, projector, err := WritePair(dir)
	if err != nil {
		return nil, err
	}
	var results []Result
	for _, d := range devices {
		r := test(ctx, engine.Options{
			Program: o.Program, Runtime: o.Runtime, Device: nameOf(d), Model: model, Projector: projector,
			ImageTokens: ImageTokens, Log: o.Log,
		}, card, cmp.Or(o.Patience, DefaultPatience))
		if ctx.Err() != nil {
			return nil, fmt.Errorf("running the self-test: %w", ctx.Err())
		}
		r.Device = d
		results = append(results, r)
	}
	return results, nil
}

// devicesOf gives the devices that are to be tested.
func devicesOf(ctx context.Context, o Options) ([]engine.Device, error) {
	all, err := engine.Devices(ctx, o.Program, o.Runtime)
	if err != nil {
		return nil, err
	}
	var wanted []engine.Device
	for _, d := range all {
		if o.Device == "" || o.Device == d.Name || o.Device == nameOf(d) {
			wanted = append(wanted, d)
		}
	}
	if len(wanted) == 0 {
		return nil, fmt.Errorf("the llama.cpp in %s has no device %q: see 'keeplight engine list'", library.Display(o.Runtime), library.Display(o.Device))
	}
	return wanted, nil
}

// nameOf is how engine.Options want a device to be named.
func nameOf(d engine.Device) string {
	if d.GPU {
		return d.Name
	}
	return engine.CPU
}

// WritePair writes the model's two files into a folder, to be loaded
// like any other model.
func WritePair(dir string) (model, projector string, err error) {
	model, projector = filepath.Join(dir, Name+".gguf"), filepath.Join(dir, "mmproj "+Name+".gguf")
	if err := errors.Join(os.WriteFile(model, asset.Model, 0o600), os.WriteFile(projector, asset.Projector, 0o600)); err != nil {
		return "", "", fmt.Errorf("writing the self-test's files: %w", err)
	}
	return model, projector, nil
}

// test loads a pair and judges it by what it sees in the card's pictures.
func test(ctx context.Context, o engine.Options, card []chart.Drawing, patience time.Duration) Result {
	failed := func(err error) Result { return Result{Text: "cannot be used: " + err.Error()} }
	prompt, err := ReadPrompt()
	if err != nil {
		return failed(err)
	}
	ctx, cancel := context.WithTimeoutCause(ctx, patience, fmt.Errorf("it took longer than %v", patience))
	defer cancel()
	e, err := engine.Open(ctx, o)
	if err != nil {
		return failed(firstCause(ctx, err))
	}
	defer e.Close()
	var seen []Sight
	begin := time.Now()
	for _, d := range card {
		s, err := prompt.Ask(ctx, e, d.Picture)
		if err != nil {
			return failed(firstCause(ctx, err))
		}
		seen = append(seen, s)
	}
	took := time.Since(begin) / time.Duration(len(card))
	v, err := Judge(card, seen)
	if err != nil {
		return failed(err)
	}
	return Result{Passed: v.Passed, Text: v.Text, PerPicture: took}
}

// Fastest gives the result of the fastest device that passed, or false.
func Fastest(results []Result) (Result, bool) {
	var best Result
	for _, r := range results {
		if r.Passed && (!best.Passed || r.PerPicture < best.PerPicture) {
			best = r
		}
	}
	return best, best.Passed
}

// firstCause gives why a context has ended, where it has, in place of what came
// of that.
func firstCause(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}
