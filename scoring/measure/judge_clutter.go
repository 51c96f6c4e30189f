package measure

import "keeplight.app/keeplight/library/message"

// judgeSubjectClutter reads how much of the region is edges, and how scattered
// the region is. Fur and lace are edges too, so doubt is large.
func judgeSubjectClutter(f *Features) verdict {
	if !f.Region.Known() {
		return absent(message.NoSubject)
	}
	value := curve{{0, 9.6}, {0.3, 8.6}, {0.6, 7.3}, {0.85, 5.8}, {0.95, 4.8}, {1, 3.8}}.at(f.Layout.InsideEdge)
	value -= curve{{0.12, 0}, {0.25, 1}, {0.45, 3}}.at(f.Region.Spread)
	reason := message.New(message.SubjectCalm)
	switch {
	case f.Region.Spread > 0.25:
		reason = message.New(message.SubjectScattered)
	case value < 5:
		reason = message.New(message.SubjectFull, message.Percent("share", f.Layout.InsideEdge))
	case value < 7:
		reason = message.New(message.SubjectSome, message.Percent("share", f.Layout.InsideEdge))
	}
	return known(value, doubt(1.3, 2.3, sureness(&f.Region)), reason)
}

// judgeBackgroundClutter reads how much of the rest is edges (Ke 2006) and how
// many colours the picture holds (Luo & Tang 2008).
func judgeBackgroundClutter(f *Features) verdict {
	if !f.Region.Known() {
		return absent(message.NoBackground)
	}
	busy := f.Layout.OutsideEdge
	value := curve{{0, 9.7}, {0.05, 9.1}, {0.15, 8}, {0.3, 6.6}, {0.5, 4.8}, {0.7, 3}, {0.9, 1.5}, {1, 0.8}}.at(busy)
	value -= curve{{100, 0}, {400, 0.8}}.at(float64(f.Layout.Colours))
	reason := message.New(message.BackgroundBusy, message.Percent("share", busy))
	switch {
	case busy < 0.15:
		reason = message.New(message.BackgroundCalm)
	case busy < 0.4:
		reason = message.New(message.BackgroundSome, message.Percent("share", busy))
	}
	return known(value, doubt(0.8, 2, sureness(&f.Region)), reason)
}
