package catalog

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// describe says what a step of marks does, such as "Pick for IMG_1.jpg" or
// "4 stars for 12 photos". It counts only photos that changed.
func describe(marks []Mark, changes []change) library.Message {
	what := message.New(message.Several)
	if words := markWords(&marks[0]); !words.IsZero() && alike(marks) {
		what = words
	}
	if len(changes) == 1 {
		return message.New(message.MarkOne, message.Of("what", what), message.Text("name", library.Display(changes[0].photo.Name())))
	}
	return message.New(message.MarkMany, message.Of("what", what), message.Count("count", float64(len(changes))))
}

// describeStars says of how many photos the stars follow their scores.
func describeStars(_ []Mark, changes []change) library.Message {
	if len(changes) == 1 {
		return message.New(message.ScoreStarsOne, message.Text("name", library.Display(changes[0].photo.Name())))
	}
	return message.New(message.ScoreStarsMany, message.Count("count", float64(len(changes))))
}

func alike(marks []Mark) bool {
	first := markWords(&marks[0])
	for i := range marks {
		if !markWords(&marks[i]).Equal(first) {
			return false
		}
	}
	return true
}

// markWords says what a mark sets, zero where it sets nothing.
func markWords(m *Mark) library.Message {
	var all library.Message
	add := func(code, after string, args ...library.Arg) {
		if all.IsZero() {
			all = message.New(code, args...)
			return
		}
		all = message.New(message.MarksMany, message.Of("first", all), message.Of("second", message.New(after, args...)))
	}
	if m.Flag != nil {
		code := flagCode(*m.Flag)
		add(code, code)
	}
	if m.Rating != nil {
		switch r := *m.Rating; r {
		case 0:
			add(message.Stars0, message.AndStars0)
		case 1:
			add(message.Stars1, message.Stars1)
		default:
			add(message.StarsN, message.StarsN, message.Count("stars", float64(r)))
		}
	}
	if m.Label != nil {
		add(labelCodes(*m.Label))
	}
	return all
}

func flagCode(f library.Flag) string {
	switch f {
	case library.Pick:
		return message.FlagPick
	case library.Reject:
		return message.FlagReject
	}
	return message.FlagNone
}

// labelCodes gives the code of a label that comes first and of one that follows
// another mark.
func labelCodes(l library.Label) (first, after string) {
	switch l {
	case library.Red:
		return message.LabelRed, message.AndLabelRed
	case library.Yellow:
		return message.LabelYellow, message.AndLabelYellow
	case library.Green:
		return message.LabelGreen, message.AndLabelGreen
	case library.Blue:
		return message.LabelBlue, message.AndLabelBlue
	case library.Purple:
		return message.LabelPurple, message.AndLabelPurple
	}
	return message.LabelNone, message.AndLabelNone
}
