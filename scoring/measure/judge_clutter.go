package measure

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// bestClutter is the value of a subject of one colour.
const bestClutter = 9.8

// judgeSubjectClutter reads how much colour changes within the subject from place
// to place, and how scattered the subject is.
func judgeSubjectClutter(f *Features) verdict {
	if !f.Region.Known() {
		return absent(message.NothingSeen)
	}
	value := curve{{0, bestClutter}, {0.15, 8.8}, {0.25, 7.7}, {0.35, 6.5}, {0.45, 5.2}, {0.6, 3.6}, {0.9, 1.5}}.at(f.Layout.Inside)
	scattered := curve{{0.25, 0}, {0.35, 1.2}, {0.45, 3}}.at(f.Region.Spread)
	value = max(0, value-scattered)
	share := message.Percent("share", f.Layout.Inside)
	code := wordingOf(value, wording{7, message.SubjectCalm}, wording{4.5, message.SubjectVaried}, wording{0, message.SubjectBusy})
	if value < 7 && 2*scattered > bestClutter-value {
		code = message.SubjectScattered
	}
	return known(value, doubt(1.2, 2.4, sureness(&f.Region)), clutterReason(code, share))
}

// judgeBackgroundClutter reads how much colour changes in the rest from place to
// place (Ke 2006 reads edges), and how many colours that holds (Luo & Tang 2008).
func judgeBackgroundClutter(f *Features) verdict {
	if !f.Region.Known() {
		return absent(message.NothingSeen)
	}
	l := f.Layout
	value := curve{{0, 9.9}, {0.05, 9.4}, {0.1, 8.4}, {0.15, 7.2}, {0.2, 6.2}, {0.3, 4.6}, {0.45, 2.9}, {0.8, 1}}.at(l.Outside)
	value = max(0, value-backgroundColours().at(l.Colours.Outside))
	share := message.Percent("share", l.Outside)
	code := wordingOf(value, wording{7, message.BackgroundCalm}, wording{4.5, message.BackgroundVaried}, wording{0, message.BackgroundCluttered})
	return known(value, doubt(0.8, 2.2, sureness(&f.Region)), clutterReason(code, share))
}

// clutterReason adds the share of the contrast where the code speaks of it.
func clutterReason(code string, share library.Arg) library.Message {
	switch code {
	case message.SubjectCalm, message.SubjectScattered, message.BackgroundCalm:
		return message.New(code)
	}
	return message.New(code, share)
}

// backgroundColours is what more than two colours cost.
func backgroundColours() curve { return curve{{2, 0}, {4, 0.6}, {8, 1.6}} }
