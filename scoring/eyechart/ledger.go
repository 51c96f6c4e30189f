package eyechart

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/child"
	"keeplight.app/keeplight/scoring"
)

// ErrSelfTestFailed says that an engine does not compute correctly. It is
// scoring.ErrUnavailable too.
var ErrSelfTestFailed = fmt.Errorf("the engine failed its self-test: %w", scoring.ErrUnavailable)

// ledgerKey is the setting under which outcomes are kept.
const ledgerKey = "engine_verified"

// mostOutcomes bounds how many are kept; with more, all are tested again.
const mostOutcomes = 50

// Settings is where a catalogue keeps settings.
type Settings interface {
	Setting(ctx context.Context, key string, value any) (found bool, err error)
	PutSetting(ctx context.Context, key string, value any) error
}

// Outcome is what is kept of a Result.
type Outcome struct {
	Passed bool   `json:"right"`
	Text   string `json:"text"`
}

// worded is the verdict in today's words.
func (o Outcome) worded() string {
	if o.Text == passedBefore {
		return Passed
	}
	return o.Text
}

// Ledger keeps which devices of which runtimes passed the self-test. It may be used
// from several goroutines at once.
type Ledger struct {
	in     Settings
	verify func(context.Context, Options) ([]Result, error)
	mu     sync.Mutex
}

// NewLedger keeps outcomes in a catalogue's settings; with nil it keeps nothing
// and runs the self-test every time.
func NewLedger(in Settings) *Ledger { return &Ledger{in: in, verify: Verify} }

// Keep notes results for a runtime. Errors are those of reading the runtime's
// folder and of the settings.
func (l *Ledger) Keep(ctx context.Context, folder string, results []Result) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	print, err := fingerprint(folder)
	if err != nil {
		return err
	}
	if l.in == nil {
		return nil
	}
	all := l.all(ctx)
	for _, r := range results {
		if r.Passed || r.PerPicture > 0 { // what only could not be loaded now may be by the next time
			all[key(print, r)] = Outcome{r.Passed, r.Text}
		}
	}
	if err := l.in.PutSetting(ctx, ledgerKey, all); err != nil {
		return fmt.Errorf("saving the result of the self-test: %w", err)
	}
	return nil
}

// Check gives ErrSelfTestFailed where a device failed it, by what is kept for it
// or, after the runtime, its folder's files or the driver changed, by running it
// again, which takes about a second. An empty device is the one that the runtime
// would take: the first GPU, else the processor. Other errors are those of Verify
// and Keep.
func (l *Ledger) Check(ctx context.Context, o Options) error {
	// What was seen counts also where it could not be kept.
	results, err := l.results(ctx, o)
	for _, r := range results {
		if o.Device == "" && !r.Device.GPU && anyGPU(results) {
			continue
		}
		if r.Passed {
			return err
		}
		return child.Errorf([]error{ErrSelfTestFailed}, "%s (%s) is not used for scoring: in the self-test it %s. Choose another device or backend, or update its driver; 'keeplight engine verify' tests it again",
			library.Display(r.Device.Description), library.Display(r.Device.Backend), r.Text)
	}
	return err
}

// results gives what is known of a runtime's devices, looked up or found out.
// Another driver shows itself as another device or more memory of it; who has
// the same of both may verify by hand.
func (l *Ledger) results(ctx context.Context, o Options) ([]Result, error) {
	devices, err := devicesOf(ctx, o)
	if err != nil {
		return nil, err
	}
	print, err := fingerprint(o.Runtime)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	all := l.all(ctx)
	l.mu.Unlock()
	var known []Result
	for _, d := range devices {
		r := Result{Device: d}
		outcome, ok := all[key(print, r)]
		if !ok {
			known = nil
			break
		}
		r.Passed, r.Text = outcome.Passed, outcome.worded()
		known = append(known, r)
	}
	if known != nil {
		return known, nil
	}
	results, err := l.verify(ctx, o)
	if err != nil {
		return nil, err
	}
	return results, l.Keep(ctx, o.Runtime, results)
}

func anyGPU(results []Result) bool {
	for _, r := range results {
		if r.Device.GPU {
			return true
		}
	}
	return false
}

// all gives what is kept; what cannot be read is tested again.
func (l *Ledger) all(ctx context.Context) map[string]Outcome {
	var all map[string]Outcome
	if l.in == nil {
		return map[string]Outcome{}
	}
	if _, err := l.in.Setting(ctx, ledgerKey, &all); err != nil || all == nil || len(all) >= mostOutcomes {
		return map[string]Outcome{}
	}
	return all
}

func key(print string, r Result) string {
	return strings.Join([]string{print, r.Device.Backend, r.Device.Name, r.Device.Description}, "|")
}

// fingerprint tells a folder's runtime from others by the names, sizes and
// times of its files: their bytes are hundreds of megabytes.
func fingerprint(folder string) (string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return "", fmt.Errorf("reading the folder of llama.cpp %s: %w", library.Display(folder), err)
	}
	h := sha256.New()
	for _, e := range entries {
		info, err := os.Stat(filepath.Join(folder, e.Name()))
		if errors.Is(err, fs.ErrNotExist) {
			continue // a link to nothing, or gone since
		}
		if err != nil {
			return "", fmt.Errorf("reading the folder of llama.cpp %s: %w", library.Display(folder), err)
		}
		fmt.Fprintf(h, "%s %d %d\n", e.Name(), info.Size(), info.ModTime().UnixNano())
	}
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}
