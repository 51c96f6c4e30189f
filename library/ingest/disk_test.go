//go:build fault

package ingest

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// points gives how many points a run reaches.
func points(t *testing.T, do func()) int {
	t.Helper()
	trace := filepath.Join(t.TempDir(), "trace")
	t.Setenv("KEEPLIGHT_FAULT_TRACE", trace)
	do()
	t.Setenv("KEEPLIGHT_FAULT_TRACE", "")
	b, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Count(string(b), "\n")
}

// TestADiskThatFailsAtAnyPointLosesNothingAndTheRunGoesOn has each system call of an
// import into two folders fail once, as on a disk that is full, read-only, broken or away.
func TestADiskThatFailsAtAnyPointLosesNothingAndTheRunGoesOn(t *testing.T) {
	card := newCard(t)
	before := tree(t, card)
	whole := t.TempDir()
	run(t, Options{Card: card, To: whole}, memory{})
	want := tree(t, whole)
	n := points(t, func() { run(t, Options{Card: card, To: t.TempDir(), Second: t.TempDir()}, memory{}) })
	if n < 20 {
		t.Fatalf("%d points are reached", n)
	}
	stopped, lacking := 0, 0
	for at := 1; at <= n; at++ {
		what := []string{"enospc", "erofs", "eio", "enodev"}[at%4]
		t.Run(fmt.Sprintf("%s at %d", what, at), func(t *testing.T) {
			o, known := Options{Card: card, To: t.TempDir(), Second: t.TempDir()}, memory{}
			p := plan(t, o, known)
			t.Setenv("KEEPLIGHT_FAULT", fmt.Sprintf("*:%d:%s", at, what))
			r, err := Run(t.Context(), p, known, Hooks{Arrived: known.arrived})
			t.Setenv("KEEPLIGHT_FAULT", "")
			if err != nil || r.End == NoCard || r.End == NoDestination && r.Why.IsZero() || r.NotInSecond > 0 && r.SecondWhy.IsZero() {
				t.Errorf("%+v, %v", r, err)
			}
			if r.End == NoDestination {
				stopped++
			}
			lacking += r.NotInSecond
			for _, dir := range []string{o.To, o.Second} {
				if there := tree(t, dir); len(there) < len(want) && !r.Incomplete() {
					t.Errorf("nobody says that %s has only %q", dir, names(there))
				}
			}
			isPart(t, want, tree(t, o.To))
			isPart(t, want, tree(t, o.Second))
			p = plan(t, o, known)
			p.GoOn(&r)
			again, err := Run(t.Context(), p, known, Hooks{Arrived: known.arrived})
			if err != nil || again.Incomplete() || again.Done() != 3 {
				t.Errorf("gone on: %+v, %v", again, err)
			}
			for _, dir := range []string{o.To, o.Second} {
				if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
					t.Errorf("gone on, %s has %s", dir, diff)
				}
			}
		})
	}
	if stopped == 0 || lacking == 0 {
		t.Errorf("%d runs were stopped, and %d photos lacked their second copy", stopped, lacking)
	}
	if diff := cmp.Diff(before, tree(t, card)); diff != "" {
		t.Errorf("the card has changed: %s", diff)
	}
}

// isPart checks that a folder has nothing but whole files. What could not be removed
// either is hidden, and the next run sweeps it.
func isPart(t *testing.T, want, got map[string]string) {
	t.Helper()
	maps.DeleteFunc(got, func(name, _ string) bool { return strings.HasPrefix(filepath.Base(name), ".keeplight-") })
	for name, bytes := range got {
		if want[name] != bytes {
			t.Errorf("%s is not what it should be", name)
		}
	}
}
