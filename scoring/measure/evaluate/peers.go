package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"keeplight.app/keeplight/scoring/measure/training"
)

//go:embed peer.py
var peerScript string

// peersOf scores a set by BRISQUE as OpenCV ships it, where python3-opencv is
// installed, and by NIQE with a model of the clean photos.
func peersOf(out io.Writer, dir string, clean []shot) (found []cloud) {
	c, err := brisque(dir)
	if err != nil {
		fmt.Fprintf(out, "BRISQUE on %s could not be had (%v): apt-get install python3-opencv opencv-data.\n", filepath.Base(dir), err)
	} else {
		found = append(found, *c)
	}
	model, err := pristine(clean)
	if err == nil {
		c, err = byNIQE(model, dir)
	}
	if err != nil {
		fmt.Fprintf(out, "NIQE on %s could not be had: %v.\n", filepath.Base(dir), err)
	} else {
		found = append(found, *c)
	}
	return found
}

// brisque gives its scores with the sign turned, so that higher is better.
func brisque(dir string) (*cloud, error) {
	files, opinions, err := training.ReadRatings(filepath.Join(dir, "scores.csv"))
	if err != nil {
		return nil, err
	}
	var list strings.Builder
	for _, f := range files {
		fmt.Fprintln(&list, filepath.Join(dir, f))
	}
	cmd := exec.Command(python(), "-c", peerScript)
	var said bytes.Buffer
	cmd.Stdin, cmd.Stderr, cmd.Env = strings.NewReader(list.String()), &said, os.Environ()
	answer, err := cmd.Output()
	if err != nil {
		lines := strings.Split(strings.TrimSpace(said.String()), "\n")
		return nil, fmt.Errorf("running python3: %w: %s", err, lines[len(lines)-1])
	}
	scores := strings.Fields(string(answer))
	if len(scores) != len(files) {
		return nil, fmt.Errorf("%d scores for %d pictures", len(scores), len(files))
	}
	c := &cloud{title: filepath.Base(dir) + ", BRISQUE as published"}
	for i, text := range scores {
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return nil, fmt.Errorf("reading a score: %w", err)
		}
		c.add(-v, opinions[i], "photo")
	}
	return c, c.correlate()
}

// python prefers the system's own, for which distributions package OpenCV.
func python() string {
	const system = "/usr/bin/python3"
	if _, err := os.Stat(system); err == nil {
		return system
	}
	return "python3"
}
