package main

import (
	"strings"
	"testing"
)

func TestTheTiltOfDrawnScenesIsNamedAndRight(t *testing.T) {
	c := levelDrawn()
	if 10*c.verdicts < 6*c.lines || 20*c.wrong > c.verdicts || c.falsely > 0 {
		t.Errorf("of %d the tilt is named on %d, %d of them wrong, and on %d of %d without lines: %v", c.lines, c.verdicts, c.wrong, c.falsely, c.none, c.which)
	}
}

func TestHowPhotosLeanIsReadAndFaultsNamed(t *testing.T) {
	known, err := readLeanings(strings.NewReader(levelTruth))
	if err != nil || len(known) < 60 {
		t.Fatalf("%d photos, %v", len(known), err)
	}
	for name, text := range map[string]string{
		"no head": "a.jpg,1\n", "one column": "file\n", "not a number": "file,tilt\na.jpg,x\n", "more columns": "file,tilt\na,1,2\n",
	} {
		if _, err := readLeanings(strings.NewReader(text)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzReadLeanings(f *testing.F) {
	f.Add("file,tilt\na.jpg,1.5\nb.jpg,\n")
	f.Fuzz(func(t *testing.T, text string) {
		if known, err := readLeanings(strings.NewReader(text)); err == nil {
			for _, l := range known {
				if !l.lines && l.tilt != 0 {
					t.Errorf("%s has a tilt without lines", l.name)
				}
			}
		}
	})
}
