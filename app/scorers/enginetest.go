package scorers

import (
	"context"
	"errors"
	"fmt"
	"time"

	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/eyechart"
	"keeplight.app/keeplight/scoring/local"
)

// ErrTestFailed says that the device on which a model would run failed the
// self-test, so that no model may score there. Its text says what to do.
var ErrTestFailed = eyechart.ErrSelfTestFailed

// DeviceResult is what came of the self-test on one device.
type DeviceResult struct {
	Device     engine.Device
	Passed     bool          // it may be used for scoring
	Text       string        // the verdict, for people
	PerPicture time.Duration // with all questions, once it is loaded; 0 where it did not come so far
	Fastest    bool          // of those that passed
}

// EngineVerdict is what came of the self-test on every device of a llama.cpp, in
// the llama.cpp's own order.
type EngineVerdict []DeviceResult

// Passed is true when every device passed.
func (v EngineVerdict) Passed() bool {
	for _, r := range v {
		if !r.Passed {
			return false
		}
	}
	return true
}

// Fastest gives the fastest device that passed; false where none did.
func (v EngineVerdict) Fastest() (DeviceResult, bool) {
	for _, r := range v {
		if r.Fastest {
			return r, true
		}
	}
	return DeviceResult{}, false
}

func verdictOf(results []eyechart.Result) EngineVerdict {
	best, some := eyechart.Fastest(results)
	v := make(EngineVerdict, len(results))
	for i, r := range results {
		v[i] = DeviceResult{
			Device: r.Device, Passed: r.Passed, Text: r.Text, PerPicture: r.PerPicture, Fastest: some && r == best,
		}
	}
	return v
}

// EngineTest tests on which devices a llama.cpp computes as it should.
type EngineTest struct {
	ledger *eyechart.Ledger
	log    func(string)
}

// NewEngineTest keeps verdicts in a catalogue's settings; with nil it keeps none
// and tests each time. log takes notes for a developer.
func NewEngineTest(in eyechart.Settings, log func(string)) *EngineTest {
	return &EngineTest{ledger: eyechart.NewLedger(in), log: log}
}

// Run tests a folder's llama.cpp on one device, or with "" on all that it has. A
// device that fails is no error: its result says why. Keep notes the verdict.
// Errors: those of listing the devices, and the context's.
func (t *EngineTest) Run(ctx context.Context, folder, device string) (EngineVerdict, error) {
	results, err := eyechart.Verify(ctx, eyechart.Options{Runtime: folder, Device: device, Log: t.log})
	if err != nil {
		return nil, fmt.Errorf("testing llama.cpp: %w", err)
	}
	return verdictOf(results), nil
}

// Keep notes a folder's verdict, so that a device that failed does not score.
// Errors are those of reading the folder and of the catalogue.
func (t *EngineTest) Keep(ctx context.Context, folder string, v EngineVerdict) error {
	results := make([]eyechart.Result, len(v))
	for i, r := range v {
		results[i] = eyechart.Result{Device: r.Device, Passed: r.Passed, Text: r.Text, PerPicture: r.PerPicture}
	}
	return t.ledger.Keep(ctx, folder, results)
}

// Check gives ErrTestFailed where the device that a model is to run on fails the
// self-test, by what is kept or by testing now, which takes about a second.
// Whatever else goes wrong is noted and no error: starting the model will tell.
func (t *EngineTest) Check(ctx context.Context, s local.Settings) error {
	err := t.ledger.Check(ctx, eyechart.Options{Runtime: s.Runtime, Device: s.Device})
	if err == nil || errors.Is(err, ErrTestFailed) {
		return err
	}
	if ctx.Err() == nil {
		t.log("testing llama.cpp: " + err.Error())
	}
	return ctx.Err()
}
