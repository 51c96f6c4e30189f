package engine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/scoring/engine/tinymodel"
)

// memory remembers digests.
type memory struct {
	known  map[string]Fingerprint
	writes int
}

func (m *memory) Recall(path string) (Fingerprint, bool, error) {
	f, ok := m.known[path]
	return f, ok, nil
}

func (m *memory) Remember(path string, f Fingerprint) error {
	m.known[path] = f
	m.writes++
	return nil
}

func TestAModelIsNamedByTheDigestsOfItsFiles(t *testing.T) {
	o := options(t, tinymodel.Qwen3VL)
	var want []string
	for _, path := range []string{o.Model, o.Projector} {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(data)
		want = append(want, hex.EncodeToString(sum[:]))
	}
	m := open(t, o).Model()
	if m.Digest != strings.Join(want, "+") || m.Name != "tiny-qwen3vl" || m.Architecture != "qwen3vl" ||
		m.Runtime != "llama.cpp b10256" || m.Backend != "CPU" || m.ReadMode != "batched" || m.ImageTokens != 64 || m.Device == "" {
		t.Errorf("it is %+v", m)
	}
}

func TestDigestsAreRememberedAndAChangeIsSaid(t *testing.T) {
	o := options(t, tinymodel.Qwen3VL)
	log, store := &notes{}, &memory{known: map[string]Fingerprint{}}
	o.Log, o.Remember = log.add, store
	first := open(t, o)
	if second := open(t, o); store.writes != 2 || second.Model().Digest != first.Model().Digest {
		t.Errorf("%d digests were computed", store.writes)
	}
	if log.count("another file") != 0 || first.Status().Problem != "" {
		t.Errorf("says %q", log.lines)
	}
	other := options(t, tinymodel.Qwen3VL)
	pair, err := tinymodel.Write(t.TempDir(), tinymodel.Options{Seed: 9})
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(pair.Projector)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(o.Projector, data, 0o600), os.Chtimes(o.Projector, time.Time{}, time.Unix(1e9, 0))); err != nil {
		t.Fatal(err)
	}
	changed := open(t, o)
	if changed.Model().Digest == first.Model().Digest || log.count("another file") != 1 || !strings.Contains(changed.Status().Problem, filepath.Base(other.Projector)) {
		t.Errorf("says %q, %+v", log.lines, changed.Status())
	}
}

func TestHashingEndsWithItsContext(t *testing.T) {
	o := options(t, tinymodel.Qwen3VL)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := hashFile(ctx, o.Model); !errors.Is(err, context.Canceled) {
		t.Errorf("gave %v", err)
	}
	if _, err := Open(ctx, o); !errors.Is(err, context.Canceled) {
		t.Errorf("opening gave %v", err)
	}
}
