// Program recipe draws faces, shows them to MediaPipe's own programs in a headless
// Chromium and keeps what they answer, for the tests to hold scoring/faces against. Run
// it when a network or the way it is fed changes: go run ./scoring/faces/recipe. It
// needs npm, a network and Chromium; the tests need only what it wrote.
//
// Flows in: npm packages, drawn pictures. Flows out: scoring/faces/testdata/mediapipe.
// Does not belong here: comparing (scoring/faces).
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/signal"
	"path/filepath"
)

// into is where everything is kept, and work where the packages are unpacked.
const (
	into = "scoring/faces/testdata/mediapipe"
	work = "build/mediapipe"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "recipe:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	if err := os.MkdirAll(into, 0o755); err != nil {
		return err
	}
	if err := drawAll(into); err != nil {
		return err
	}
	names, err := pictures(into)
	if err != nil {
		return err
	}
	all := map[string]*answer{}
	for _, name := range names {
		all[name] = &answer{}
	}
	for _, p := range programs() {
		if err := p.fetch(ctx); err != nil {
			return fmt.Errorf("fetching %s: %w", p.name, err)
		}
		seen, err := p.ask(ctx, names)
		if err != nil {
			return fmt.Errorf("asking %s: %w", p.name, err)
		}
		for name, looks := range seen {
			all[name].add(p.query, looks)
		}
	}
	return write(filepath.Join(into, "answers.json"), all)
}

// look is what a program said about the faces in a picture at one time. Numbers are
// shares of the picture's width and height.
type look []struct {
	Points [][2]float64 `json:"points,omitempty"`
	Box    [4]float64   `json:"box,omitempty"` // middle, width and height
}

// answer is what is kept of a picture.
type answer struct {
	Before [][2]float64 `json:"before,omitempty"` // landmarks that gave the square
	Points [][2]float64 `json:"points,omitempty"` // landmarks seen in it
	Box    []float64    `json:"box,omitempty"`
	Sparse []float64    `json:"sparse,omitempty"` // box of the network that comes with the program
}

// add keeps the surest face of the last two looks.
func (a *answer) add(query string, looks []look) {
	for i, l := range looks {
		switch {
		case len(l) == 0:
		case query == boxes:
			a.Box = rounded(l[0].Box[:])
		case query == sparseBoxes:
			a.Sparse = rounded(l[0].Box[:])
		case i == 0:
			a.Before = points(l[0].Points)
		default:
			a.Points = points(l[0].Points)
		}
	}
}

func points(all [][2]float64) [][2]float64 {
	for i := range all {
		copy(all[i][:], rounded(all[i][:]))
	}
	return all
}

// rounded keeps a hundredth of a pixel of what a network sees.
func rounded(all []float64) []float64 {
	const digits = 1e5
	for i, v := range all {
		all[i] = math.Round(v*digits) / digits
	}
	return all
}

func write(path string, all map[string]*answer) error {
	data, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(data, '\n'), 0o644)
}
