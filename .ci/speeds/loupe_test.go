package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// strip is the pixels of a filmstrip of so many columns with a frame from left to right.
func strip(wide, left, right int) []byte {
	const high = 70
	p := bytes.Repeat([]byte{0x26, 0x22, 0x1f, 0}, wide*high)
	put := func(x, y int, c ...byte) { copy(p[4*(y*wide+x):], c) }
	for x := left; x <= right; x++ {
		put(x, 2, 0x52, 0xa1, 0xd1, 0) // blended with the panel
		put(x, 66, 0x5a, 0xb9, 0xf2, 0)
	}
	for x := range wide {
		put(x, 30, 0x5a, 0xb9, 0xf2, 0) // a photo in that colour
	}
	for y := range high {
		put(0, y, 0x5a, 0xb9, 0xf2, 0)
		put(wide-1, y, 0x5a, 0xb9, 0xf2, 0)
	}
	return p
}

func TestTheCurrentCellIsKnownByItsFrame(t *testing.T) {
	if left, right, ok := framed(strip(1230, 227, 320), 1230); !ok || left != 227 || right != 320 {
		t.Errorf("it is found from %d to %d: %v", left, right, ok)
	}
	for name, p := range map[string][]byte{"nothing": nil, "no frame": strip(1230, 9, 8), "something wide": strip(1230, 200, 600), "something narrow": strip(1230, 200, 230)} {
		if left, right, ok := framed(p, 1230); ok {
			t.Errorf("in %s a frame is found from %d to %d", name, left, right)
		}
	}
}

func TestTheLoupesFiguresArePrintedInTheirUnits(t *testing.T) {
	ms := func(n int) []time.Duration { return []time.Duration{time.Duration(n) * time.Millisecond} }
	var out bytes.Buffer
	printLoupe(&out, "24 megapixels", samples{
		emptyFigure: ms(20), cachedFigure: ms(25), bareFigure: ms(100), fitFigure: ms(140), otherEmpty: ms(10), otherFit: ms(310),
	}, "geeqie says nothing")
	var lines []string
	for line := range strings.Lines(out.String()) {
		lines = append(lines, strings.Join(strings.Fields(line), " "))
	}
	got := strings.Join(lines, "\n")
	for _, want := range []string{
		emptyFigure + " 20.0 ms 20.0 ms 1.000 1", cachedFigure + " 25.0 ms 25.0 ms 1.250 1", fitFigure + " 140.0 ms 140.0 ms 7.000 1.200 1",
		strings.TrimSpace(bareFigure) + " 100.0 ms 100.0 ms 1.000 1", otherFit + " 310.0 ms 310.0 ms 31.000 3.000 1", "geeqie says nothing",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if strings.Contains(got, busyFit) {
		t.Error("what was not measured is printed")
	}
}
