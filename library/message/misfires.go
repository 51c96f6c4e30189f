package message

// What the built-in scorer says of a frame that holds no picture. Codes are stored:
// one is never changed, and never reused for something else.
const (
	SummaryBlack = "summary.misfire_black"
	SummaryWhite = "summary.misfire_white"
	SummaryBlank = "summary.misfire_blank"
)

func misfireSentences() []entry {
	return []entry{
		{SummaryBlack, "A black frame: probably a misfire or a covered lens."},
		{SummaryWhite, "A white frame: probably a misfire, or a flash or exposure gone wrong."},
		{SummaryBlank, "A nearly blank frame with hardly anything to see in it: probably a misfire."},
	}
}

// IsMisfire is true for the code of a summary that says of a frame that it holds
// no picture: black, white or nearly blank.
func IsMisfire(code string) bool {
	switch code {
	case SummaryBlack, SummaryWhite, SummaryBlank:
		return true
	}
	return false
}
