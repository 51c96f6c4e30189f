//go:build cgo

package main

import (
	"errors"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/worker"
)

// TestMutants gives files with some bytes changed, or cut short, to workers.
// Whatever a worker does, the parent gets an error or a picture, and a sound
// file is read afterwards.
func TestMutants(t *testing.T) {
	sound := encoded(t, "sound.heic", painted(240, 160), "-t", "60")
	t.Run("drawn", func(t *testing.T) {
		harass(t, sound, 1, sound, encoded(t, "sound.avif", painted(240, 160), "-A"))
	})
	t.Run("real", func(t *testing.T) { harass(t, sound, 10, realFiles(t)...) })
}

// harass decodes mutants of the seeds, of which each costs so many times as much
// as a small one.
func harass(t *testing.T, sound string, cost int, seeds ...string) {
	t.Helper()
	most, end := mutations, time.Now().Add(mutationTime)
	if n, err := strconv.Atoi(os.Getenv(mutantsVariable)); err == nil {
		most, end = n/cost, time.Now().Add(24*time.Hour)
	}
	r, list := reader(t, func(o *worker.Options) { o.Time = 10 * time.Second; o.Memory = 512 << 20 })
	count := map[string]int{}
	for n := 0; n < most && time.Now().Before(end); n++ {
		rng := rand.New(rand.NewPCG(uint64(n), 1))
		data := mutated(rng, read(t, seeds[n%len(seeds)]))
		side := []int{0, 64, 64}[n%3]
		pic, err := r.Decode(t.Context(), data, "mutated.heic", side)
		switch {
		case errors.Is(err, picture.ErrTryAgain), errors.Is(err, worker.ErrQuarantined):
			count["ended the worker"]++
		case err != nil:
			count["refused"]++
			if !errors.Is(err, picture.ErrDamaged) && !errors.Is(err, picture.ErrUnsupported) && !errors.Is(err, picture.ErrTooManyPixels) {
				t.Errorf("mutation %d gave %v", n, err)
			}
		case pic.Pixels.Rect.Empty():
			t.Errorf("mutation %d gave no pixels", n)
		default:
			count["decoded"]++
		}
	}
	t.Logf("%v; reasons: %v", count, list.Entries())
	if _, err := r.Load(t.Context(), sound, 0); err != nil {
		t.Errorf("a sound file after that: %v", err)
	}
}

const (
	// mutantsVariable says how many mutated files to read; without it there is
	// a bound in time too.
	mutantsVariable = "KEEPLIGHT_MUTANTS"

	mutations    = 1000
	mutationTime = 20 * time.Second // for each kind of seeds
)

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// mutated changes a few bytes, mostly of the boxes in front, or cuts the end
// off.
func mutated(rng *rand.Rand, seed []byte) []byte {
	data := append([]byte(nil), seed...)
	if rng.IntN(8) == 0 {
		kept := min(64, len(data)/2)
		return data[:kept+rng.IntN(len(data)-kept)]
	}
	for range 1 + rng.IntN(4) {
		at := 12 + rng.IntN(min(len(data), 4096)-12)
		if rng.IntN(3) == 0 {
			at = 12 + rng.IntN(len(data)-12)
		}
		switch rng.IntN(3) {
		case 0:
			data[at] ^= 1 << rng.IntN(8)
		case 1:
			data[at] = []byte{0, 1, 0x7f, 0x80, 0xff}[rng.IntN(5)]
		default:
			data[at] = byte(rng.Uint32())
		}
	}
	return data
}
