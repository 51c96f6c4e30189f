package tinymodel

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Large says which model of a true shape to write. Its weights are random, which
// neither speed nor memory depends on: it shows what a model of that shape costs,
// and nothing of what one would see.
type Large struct {
	Shape     Shape
	Matrices  Format // of the text model; "" is Q4
	Projector Format // of the projector's matrices, F16 or F32; "" is F16
	Seed      uint64
	// Words are one token each, as they are with real vocabularies: without them
	// a prompt has a token for each letter.
	Words []string
}

// WriteLarge writes a pair into a folder that exists, without holding it in
// memory. Every answer begins with a digit, nearly always. The bytes are the same
// whenever Large is. Errors: measures that contradict each other, the context's,
// and those of the file system; what was begun is removed then.
func WriteLarge(ctx context.Context, dir string, l Large) (Pair, error) {
	if l.Matrices == "" {
		l.Matrices = Q4
	}
	if l.Projector == "" {
		l.Projector = F16
	}
	name := func(format string, of Format) string {
		return filepath.Join(dir, fmt.Sprintf(format, l.Shape.Name, strings.ToLower(string(of))))
	}
	p := Pair{Model: name("random-qwen3vl-%s-%s.gguf", l.Matrices), Projector: name("mmproj-random-qwen3vl-%s-%s.gguf", l.Projector)}
	keys, tensors, err := l.text()
	if err == nil {
		err = save(ctx, p.Model, l.Seed, keys, tensors)
	}
	if err != nil {
		return Pair{}, fmt.Errorf("writing a large model: %w", err)
	}
	f := &file{}
	l.Shape.describeVision(f, l.Projector)
	if err := save(ctx, p.Projector, l.Seed+1, f.keys, l.Shape.vision(l.Projector)); err != nil {
		return Pair{}, fmt.Errorf("writing a large projector: %w", err)
	}
	return p, nil
}

func (l *Large) text() ([]key, []planned, error) {
	v := newVocabulary(false)
	v.hold(l.Words)
	if len(v.tokens) > l.Shape.Vocabulary {
		return nil, nil, fmt.Errorf("%d tokens do not fit into a vocabulary of %d", len(v.tokens), l.Shape.Vocabulary)
	}
	v.fill(l.Shape.Vocabulary)
	favoured := map[int]bool{}
	for _, digit := range (Options{}).favoured() {
		t, err := v.token(digit)
		if err != nil {
			return nil, nil, err
		}
		favoured[t] = true
	}
	f := &file{}
	l.Shape.describeText(f, l.Matrices)
	v.describe(f)
	return f.keys, l.Shape.text(l, v, favoured), nil
}

// save writes a file, or leaves none.
func save(ctx context.Context, path string, seed uint64, keys []key, tensors []planned) (err error) {
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if closed := out.Close(); err == nil {
			err = closed
		}
		if err != nil {
			_ = os.Remove(path)
		}
	}()
	return newBulkWriter(ctx, out, seed).file(keys, tensors)
}
