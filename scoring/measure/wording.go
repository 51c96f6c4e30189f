package measure

// wording is what is said of a value from so many points up.
type wording struct {
	from float64
	code string
}

// wordingOf gives the code for a value; the wordings stand in falling order and the last
// begins at 0.
func wordingOf(value float64, wordings ...wording) string {
	for _, g := range wordings {
		if value >= g.from {
			return g.code
		}
	}
	return wordings[len(wordings)-1].code
}
