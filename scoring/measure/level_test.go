package measure

import (
	"image"
	"image/color"
	"math"
	"testing"

	"keeplight.app/keeplight/library/message"
)

// believing gives lines whose belief is all bells of those tilts together.
func believing(sd float64, by Witness, tilts ...float64) Lines {
	l := Lines{By: by, Told: 2}
	for _, t := range tilts {
		b := bell(t, sd)
		for i, v := range b {
			l.Belief[i] += v
		}
	}
	l.Belief.scale(1)
	l.Tilt, l.Sure = l.Belief.likeliest()
	return l
}

func TestEveryReasonForTheLevelAgreesWithItsValue(t *testing.T) {
	for _, c := range []struct {
		code             string
		lines            Lines
		blocks           float64
		known            bool
		least, most      float64 // of the value
		widest, tightest float64 // of its standard deviation
	}{
		{message.LevelNoLines, Lines{Told: 0.1}, 0, false, 0, 0, 0, 0},
		{message.LevelBlocks, Lines{Told: 0.1}, 4, false, 0, 0, 0, 0},
		{message.LevelHorizon, believing(0.3, ByHorizon, 0.1), 0, true, 9, 10, 1, 0.4},
		{message.LevelLines, believing(0.3, ByUprights, -0.1), 0, true, 9, 10, 1, 0.4},
		{message.HorizonRight, believing(0.3, ByHorizon, 3), 0, true, 4.5, 6.5, 1, 0.4},
		{message.HorizonLeft, believing(0.3, ByHorizon, -3), 0, true, 4.5, 6.5, 1, 0.4},
		{message.UprightLinesRight, believing(0.3, ByUprights, 6), 0, true, 2, 4, 1, 0.4},
		{message.UprightLinesLeft, believing(0.3, ByUprights, -6), 0, true, 2, 4, 1, 0.4},
		{message.HorizontalsRight, believing(0.3, ByHorizontals, 9), 0, true, 1, 2.5, 1, 0.4},
		{message.HorizontalsLeft, believing(0.3, ByHorizontals, -9), 0, true, 1, 2.5, 1, 0.4},
		{message.ProbablyLevel, believing(0.3, ByUprights, 0, 0.2, -0.2, 5), 0, true, 6.5, 9, 4, 1.5},
		{message.ProbablyRight, believing(2, ByUprights, 4), 0, true, 3, 6, 4, 1.2},
		{message.ProbablyLeft, believing(2, ByUprights, -4), 0, true, 3, 6, 4, 1.2},
		{message.LevelUnclear, believing(1, ByUprights, -6, 0, 6), 0, true, 3, 7, 4, 2},
	} {
		v := judgeLevel(&Features{Lines: c.lines, Compression: c.blocks})
		switch {
		case v.reason.Code() != c.code:
			t.Errorf("%s is said, want %s: tilt %.2f, sure %.2f", v.reason.Code(), c.code, c.lines.Tilt, c.lines.Sure)
		case v.value.Known != c.known:
			t.Errorf("%s: known is %v", c.code, v.value.Known)
		case v.value.Mean < c.least || v.value.Mean > c.most:
			t.Errorf("%s with a value of %.2f, want %g to %g", c.code, v.value.Mean, c.least, c.most)
		case v.value.SD < c.tightest || v.value.SD > c.widest:
			t.Errorf("%s with a deviation of %.2f, want %g to %g", c.code, v.value.SD, c.tightest, c.widest)
		}
	}
}

// posts draws dark posts that lean by lean plus converge for each half of the width.
func posts(lean, converge float64) *image.RGBA {
	return paint(512, 384, func(x, y int) color.RGBA {
		v := 190.0
		for i := -4; i <= 4; i++ {
			at := 55.0 * float64(i)
			slope := math.Tan((lean + converge*at/256) * math.Pi / 180)
			v -= 130 * min(1, max(0, 7-math.Abs(float64(x)-256-at+slope*(float64(y)-192))))
		}
		return grey(v)
	})
}

func TestConvergingUprightsAreReadInTheMiddle(t *testing.T) {
	for _, converge := range []float64{-9, -4, 0, 4, 9} {
		for _, lean := range []float64{-7, -3, 0, 3, 7} {
			f := Extract(posts(lean, converge))
			if tilt, named := f.NamedTilt(); !named || math.Abs(tilt-lean) > 0.5 {
				t.Errorf("uprights that lean by %g and converge by %g are read as %.2f, sure %.2f", lean, converge, tilt, f.Lines.Sure)
			}
			if h := EvidenceOf(posts(lean, converge)).Horizon; !h.Known || !h.Upright || math.Abs(h.Degrees-lean) > 0.5 {
				t.Errorf("shown for %g: %+v", lean, h)
			}
		}
	}
}

func TestCurvesAreNoLines(t *testing.T) {
	img := paint(512, 384, func(x, y int) color.RGBA {
		return grey(120 + 60*math.Sin(math.Hypot(float64(x)-256, float64(y)-192)/4))
	})
	if f := Extract(img); f.Lines.Sure >= sureEnough {
		t.Errorf("rings lean by %.2f, sure %.2f", f.Lines.Tilt, f.Lines.Sure)
	}
}

func TestMoreEvidenceNarrowsABelief(t *testing.T) {
	usual := usualTilt()
	b, one := usual, bell(4, 0.8)
	b.weigh(&one, 0.9)
	b.scale(1)
	_, before := b.likeliest()
	b.weigh(&one, 0.9)
	b.scale(1)
	tilt, after := b.likeliest()
	if after <= before || math.Abs(tilt-4) > 0.3 || b.told(&usual) <= 0 {
		t.Errorf("two witnesses of 4 degrees give %.2f, sure %.2f after %.2f", tilt, after, before)
	}
	if wide := one.spread(2); math.Abs(wide[binOf(4)]/one[binOf(4)]-0.8/math.Hypot(0.8, 2)) > 0.03 {
		t.Errorf("spread by 2 degrees the peak is %.3f of what it was", wide[binOf(4)]/one[binOf(4)])
	}
}
