//go:build cgo && !noraw

package main

import (
	"errors"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/worker"
)

// TestRAWMutants is TestMutants for RAW files of several makers.
func TestRAWMutants(t *testing.T) {
	most, end := mutations, time.Now().Add(mutationTime)
	if n, err := strconv.Atoi(os.Getenv(mutantsVariable)); err == nil {
		most, end = n, time.Now().Add(24*time.Hour)
	}
	kinds := kindsOfRAW()
	names := slices.Sorted(maps.Keys(kinds))
	r, list := reader(t, func(o *worker.Options) { o.Time = 3 * time.Second; o.Memory = 512 << 20 })
	count := map[string]int{}
	for n := 0; n < most && time.Now().Before(end); n++ {
		rng := rand.New(rand.NewPCG(uint64(n), 2))
		name := names[n%len(names)]
		pic, err := r.Decode(t.Context(), mutated(rng, kinds[name]), name, []int{0, 64}[n%2])
		switch {
		case errors.Is(err, picture.ErrTryAgain), errors.Is(err, worker.ErrQuarantined):
			count["ended the worker"]++
		case err != nil:
			count["refused"]++
			if !errors.Is(err, picture.ErrDamaged) && !errors.Is(err, picture.ErrUnsupported) && !errors.Is(err, picture.ErrTooManyPixels) {
				t.Errorf("mutation %d of %s gave %v", n, name, err)
			}
		case pic.Pixels.Rect.Empty():
			t.Errorf("mutation %d of %s gave no pixels", n, name)
		case pic.Damaged != "":
			count["decoded, and said to be damaged"]++
		default:
			count["decoded"]++
		}
	}
	t.Logf("%v; reasons: %v", count, list.Entries())
	if _, err := r.Decode(t.Context(), kinds["16.dng"], "16.dng", 0); err != nil {
		t.Errorf("a sound file after that: %v", err)
	}
}

// LibRaw 0.20.2 reads corrections for ever that a file only claims to have.
func TestARAWThatHangsLibRawIsEndedAndSetAside(t *testing.T) {
	const time1, time2 = time.Second, 20 * time.Second
	r, list := reader(t, func(o *worker.Options) { o.Time = time1 })
	data := iiq(96, 64, 0xffffffff)
	start := time.Now()
	_, err := r.Decode(t.Context(), data, "hang.iiq", 0)
	if err == nil {
		t.Skip("this LibRaw does not hang over it")
	}
	if !errors.Is(err, picture.ErrTryAgain) {
		t.Fatalf("the first time: %v", err)
	}
	if _, err = r.Decode(t.Context(), data, "hang.iiq", 0); !errors.Is(err, worker.ErrQuarantined) {
		t.Errorf("the second time: %v", err)
	}
	if took := time.Since(start); took > time2 {
		t.Errorf("it took %v", took)
	}
	if m := library.MessageOf(err); m.Code() != message.SetAside || len(list.Entries()) != 1 {
		t.Errorf("%v, %v", err, list.Entries())
	}
	if _, err := r.Decode(t.Context(), kindsOfRAW()["16.dng"], "16.dng", 0); err != nil {
		t.Errorf("the next file: %v", err)
	}
}

// A header may claim any size; what is not there is not made room for.
func TestARAWThatClaimsToBeHugeIsRefused(t *testing.T) {
	r, _ := reader(t, func(o *worker.Options) { o.Memory = 512 << 20 })
	for name, size := range map[string][2]int{"32 gigapixels": {65000, 65000}, "400 megapixels": {20000, 20000}} {
		d := newRAWDraft()
		d.claims = size
		_, err := r.Decode(t.Context(), d.write(painted(96, 64)), "huge.dng", 0)
		if !errors.Is(err, picture.ErrTooManyPixels) && !errors.Is(err, picture.ErrDamaged) && !errors.Is(err, picture.ErrUnsupported) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
