package measure

import (
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// verdict is what the features say about one attribute.
type verdict struct {
	value  library.Value
	reason library.Message
}

// absent is the verdict where nothing can be judged.
func absent(code string, args ...library.Arg) verdict {
	return verdict{reason: message.New(code, args...)}
}

// known is a verdict of mean, kept within 0..10, with the given uncertainty.
func known(mean, sd float64, reason library.Message) verdict {
	return verdict{
		value:  library.Value{Known: true, Mean: min(10, max(0, mean)), SD: sd},
		reason: reason,
	}
}

// doubt is the standard deviation of a verdict: least where the evidence (0..1)
// is full, growing in proportion to what is missing of it up to most.
func doubt(least, most, evidence float64) float64 {
	return least + (most-least)*(1-min(1, max(0, evidence)))
}

// dulled lowers a value by penalties so that every further penalty still counts:
// penaltyScale points of penalty leave 37 % of it.
func dulled(value, penalty float64) float64 {
	return value * math.Exp(-penalty/penaltyScale)
}

const penaltyScale = 4.0
