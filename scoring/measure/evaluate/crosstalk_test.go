package main

import (
	"image"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/measure"
)

func scoreOf(clarity, exposure float64, colour bool) library.Score {
	var s library.Score
	s.Values[library.Clarity] = library.Value{Known: true, Mean: clarity, SD: 1}
	s.Values[library.Exposure] = library.Value{Known: true, Mean: exposure, SD: 1}
	if colour {
		s.Values[library.Saturation] = library.Value{Known: true, Mean: 5, SD: 1}
	}
	return s
}

func TestAMedianMoveOfAnotherAttributeIsStarred(t *testing.T) {
	c := crossing{name: "blur 2", own: []library.Attribute{library.Clarity}}
	c.note(scoreOf(8, 8, true), scoreOf(3, 9.5, true))
	c.note(scoreOf(8, 8, true), scoreOf(2, 9.2, false))
	one := crossing{}
	one.note(scoreOf(8, 8, true), scoreOf(7, 7, true))
	c.join(&one)
	if got := c.median(library.Exposure); got < 1.19 || got > 1.21 {
		t.Errorf("the median move of +1.5, +1.2 and -1 is %g", got)
	}
	if a, by := c.worst(); a != library.Exposure || by < 1.19 {
		t.Errorf("%s moved most, by %g", a.Key(), by)
	}
	var out strings.Builder
	printCrossTalk(&out, []crossing{c})
	for _, want := range []string{" -5.00", "*+1.20", "+0.00 (1)"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "*-5.00") {
		t.Errorf("the damage's own attribute is starred:\n%s", out.String())
	}
}

func TestEveryDamageOfTheTableChangesADrawnPicture(t *testing.T) {
	img := scene(2)
	for _, c := range crossings() {
		damaged, err := c.apply(img)
		if err != nil {
			t.Fatal(err)
		}
		if same(img, damaged) {
			t.Errorf("%s leaves the picture as it is", c.name)
		}
	}
}

func same(a, b *image.RGBA) bool { return a.Rect == b.Rect && string(a.Pix) == string(b.Pix) }

func TestCrossTalkMeasuresEveryPicture(t *testing.T) {
	all, err := crossTalk(measure.NewQuick(), drawn()[:1])
	if err != nil {
		t.Fatal(err)
	}
	for i := range all {
		if n := len(all[i].moved[library.Exposure]); n != 1 {
			t.Errorf("%s: exposure of %d pictures", all[i].name, n)
		}
	}
}
