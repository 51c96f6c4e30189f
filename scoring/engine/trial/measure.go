package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"

	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/mllm"
)

// trial is what is to be measured.
type trial struct {
	ctx     context.Context
	out     io.Writer
	options engine.Options
	photos  int // of which the middle is taken
	write   int // tokens of an explanation
	all     bool
	seen    []sight // what was read so far, to compare with
}

// measure measures what a photo costs on each device. What fails is printed, and
// the next is measured all the same.
func measure(ctx context.Context, args []string, out io.Writer) error {
	t := &trial{out: out}
	flags := flag.NewFlagSet("measure", flag.ContinueOnError)
	flags.StringVar(&t.options.Program, "program", "build/keeplight-engine", "the model worker")
	flags.StringVar(&t.options.Runtime, "engine-dir", "build/engine/cpu", "folder of llama.cpp's shared libraries")
	flags.StringVar(&t.options.Model, "model", "", "text model, a GGUF file")
	flags.StringVar(&t.options.Projector, "mmproj", "", "its vision projector, a GGUF file")
	devices := flags.String("devices", "", "names with commas between them, or cpu; all that the library knows otherwise")
	tokens := flags.String("tokens", "512,256,1024", "most tokens of a picture; what else is measured is measured at the first")
	flags.IntVar(&t.photos, "photos", 3, "how often the photo is scored in each way; 0 only loads the model")
	flags.IntVar(&t.write, "write", 256, "how many tokens of an explanation are written; 0 is none")
	flags.BoolVar(&t.all, "all", true, "also read answers one by one, and show the picture again for each")
	limit := flags.Duration("for", 10*time.Minute, "what is not done by then is left out")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var cancel context.CancelFunc
	t.ctx, cancel = context.WithTimeout(ctx, *limit)
	defer cancel()
	t.options.Patience = engine.Patience{Load: *limit, Answer: *limit}
	t.options.Remember = &memory{known: map[string]engine.Fingerprint{}}
	t.options.Log = func(text string) { fmt.Fprintln(out, "note:", text) }
	sizes, err := numbers(*tokens)
	if err != nil {
		return err
	}
	names, err := t.devices(*devices)
	if err != nil {
		return err
	}
	for _, name := range names {
		t.device(name, sizes)
	}
	return t.ctx.Err()
}

func numbers(text string) ([]int, error) {
	var all []int
	for field := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(field)
		if err != nil {
			return nil, fmt.Errorf("-tokens: %w", err)
		}
		all = append(all, n)
	}
	return all, nil
}

// devices prints what the library knows and gives the names that are meant.
func (t *trial) devices(wanted string) ([]string, error) {
	begin := time.Now()
	known, err := engine.Devices(t.ctx, t.options.Program, t.options.Runtime)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, d := range known {
		fmt.Fprintf(t.out, "device %s: %s by %s, %.1f of %.1f GB free\n", d.Name, d.Description, d.Backend,
			float64(d.MemoryFree)/1e9, float64(d.MemoryTotal)/1e9)
		if d.GPU {
			names = append(names, d.Name)
		}
	}
	fmt.Fprintf(t.out, "devices listed in %.1f s\n", time.Since(begin).Seconds())
	if wanted != "" {
		return strings.Split(wanted, ","), nil
	}
	return append(names, engine.CPU), nil
}

// device measures one device in every way.
func (t *trial) device(name string, sizes []int) {
	for i, size := range sizes {
		modes := []string{mllm.Batched}
		if i == 0 && t.all {
			modes = append(modes, mllm.Sequential)
		}
		for _, mode := range modes {
			o := t.options
			o.Device, o.ReadMode, o.ImageTokens = name, mode, size
			if err := t.row(o, i == 0 && mode == mllm.Batched); err != nil {
				fmt.Fprintf(t.out, "FAILED: %s, %s, %d tokens: %v\n", name, mode, size, err)
			}
		}
	}
}

// memory keeps digests while the program runs, so that each file is read for its
// digest once.
type memory struct {
	mu    sync.Mutex
	known map[string]engine.Fingerprint
}

func (m *memory) Recall(path string) (engine.Fingerprint, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, ok := m.known[path]
	return f, ok, nil
}

func (m *memory) Remember(path string, f engine.Fingerprint) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.known[path] = f
	return nil
}
