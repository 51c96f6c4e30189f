package main

import (
	"context"
	"errors"
	"fmt"

	"keeplight.app/keeplight/scoring/engine/wire"
)

// worker answers requests, one after the other.
type worker struct {
	dir     string // llama.cpp's folder
	said    *journal
	library *library
	model   *model
	session *session
	before  int64 // bytes of the device that were free before the model was loaded
	emit    func(wire.Piece) error
}

// greet loads the runtime and says what there is.
func (w *worker) greet() (*wire.Hello, error) {
	if w.library == nil {
		l, err := openLibrary(w.dir, w.said)
		if errors.Is(err, errABI) {
			return nil, refuse(wire.CodeABI, err)
		}
		if err != nil {
			return nil, refuse(wire.CodeRuntime, err)
		}
		w.library = l
	}
	devices, _ := w.library.devices()
	return &wire.Hello{Protocol: wire.Protocol, Runtime: "llama.cpp " + pinnedBuild, Devices: devices}, nil
}

// load loads the one model that a worker has.
func (w *worker) load(ctx context.Context, req *wire.Load) (*wire.Loaded, error) {
	if w.library == nil || w.model != nil {
		return nil, errors.New("a worker greets first and loads one model")
	}
	device, at, err := w.choose(req.Device)
	if err != nil {
		return nil, refuse(wire.CodeModel, err)
	}
	if at != 0 {
		w.before, _ = deviceMemory(at)
	}
	m, err := w.library.loadModel(req, at)
	if err != nil {
		return nil, refuse(wire.CodeModel, err)
	}
	t, note, err := turnOf(m)
	s := &session{machine: m, turn: t, batched: req.Batched}
	if err == nil {
		err = s.rehearse(ctx)
	}
	if err != nil {
		m.free()
		return nil, refuse(wire.CodeModel, err)
	}
	w.model, w.session = m, s
	loaded := &wire.Loaded{
		Architecture: m.architecture(), Device: device,
		Context: m.bounds().context, Memory: w.memory(), ThoughtsClosed: t.closed,
	}
	if note != "" {
		loaded.Notes = append(loaded.Notes, note)
	}
	return loaded, nil
}

// choose finds a device by its name. A GPU has a handle, the processor 0.
func (w *worker) choose(name string) (wire.Device, handle, error) {
	devices, handles := w.library.devices()
	kinds := []string{wire.GPU, wire.Integrated, wire.Processor}
	if name == wire.Processor {
		kinds, name = kinds[2:], ""
	}
	for _, kind := range kinds {
		for i, d := range devices {
			if d.Kind != kind || (name != "" && d.Name != name) {
				continue
			}
			if kind == wire.Processor {
				return d, 0, nil
			}
			return d, handles[i], nil
		}
	}
	if name != "" {
		return wire.Device{}, 0, fmt.Errorf("there is no device %q", name)
	}
	return wire.Device{}, 0, errors.New("llama.cpp finds no device, not even the processor: files are missing in its folder")
}

// memory gives what the model takes of its device. Other programs that take or
// give some at the same time make it wrong by as much.
func (w *worker) memory() wire.Memory {
	free, total := w.model.usage()
	if total == 0 {
		return processMemory()
	}
	return wire.Memory{Used: max(0, w.before-free), Total: total}
}

func (w *worker) prefill(req *wire.Prefill, rgb []byte) (*wire.Prefilled, error) {
	if w.session == nil {
		return nil, errors.New("no model is loaded")
	}
	l, err := w.session.prefill(req, rgb)
	if err != nil {
		return nil, err
	}
	return &wire.Prefilled{Tokens: l.tokens, Picture: l.picture, Memory: w.memory()}, nil
}

func (w *worker) ask(ctx context.Context, req *wire.Ask) (*wire.Asked, error) {
	if w.session == nil || len(req.Questions) > wire.MaxQuestions {
		return nil, errors.New("no model is loaded, or too much is asked")
	}
	return w.session.ask(ctx, req)
}

func (w *worker) write(ctx context.Context, req *wire.Write) (*wire.Written, error) {
	if w.session == nil || req.Tokens > wire.MaxWriteTokens || req.Bytes > wire.MaxWriteBytes {
		return nil, errors.New("no model is loaded, or too much is wanted")
	}
	return w.session.write(ctx, req, func(text string) error {
		return w.emit(wire.Piece{Call: req.Call, Text: text})
	})
}

func (w *worker) count(req *wire.Tokens) (*wire.Counted, error) {
	if w.session == nil || len(req.Texts) > wire.MaxTexts {
		return nil, errors.New("no model is loaded, or too many texts are there")
	}
	counts := make([]int, len(req.Texts))
	for i, text := range req.Texts {
		counts[i] = len(w.session.tokens(text))
	}
	return &wire.Counted{Counts: counts}, nil
}
