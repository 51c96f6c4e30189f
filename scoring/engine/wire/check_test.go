package wire

import (
	"errors"
	"math"
	"strings"
	"testing"
)

func TestAnswersThatFitWhatWasAskedAreTaken(t *testing.T) {
	ask := Ask{Questions: []Question{{Answers: []string{"1", "2"}}, {Answers: []string{"a"}}}}
	for name, err := range map[string]error{
		"hello":     (&Hello{Runtime: "llama.cpp", Devices: []Device{{Name: "CPU", MemoryTotal: 1}}}).Check(),
		"loaded":    (&Loaded{Context: 1, Notes: []string{"a note"}}).Check(),
		"prefilled": (&Prefilled{Tokens: 1}).Check(),
		"asked":     (&Asked{Readings: []Reading{{[]float64{0.5, 0.5}}, {[]float64{0}}}}).Check(&ask),
		"write":     (&Written{Tokens: 3}).Check(&Write{Tokens: 3}),
		"likely":    (&Likely{Tokens: 2, LogP: -3}).Check(&Likelihood{Text: "ab"}),
		"count":     (&Counted{Counts: []int{0, 2}}).Check(&Tokens{Texts: []string{"", "ab"}}),
	} {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAnswersThatMakeNoSenseAreRefused(t *testing.T) {
	one := Ask{Questions: []Question{{Answers: []string{"1", "2"}}}}
	readings := func(p ...float64) error { return (&Asked{Readings: []Reading{{p}}}).Check(&one) }
	many := make([]Device, MaxDevices+1)
	for name, err := range map[string]error{
		"too many devices":        (&Hello{Devices: many}).Check(),
		"a long name":             (&Hello{Runtime: strings.Repeat("a", maxName+1)}).Check(),
		"no text":                 (&Hello{Devices: []Device{{Name: "\xff"}}}).Check(),
		"negative memory":         (&Hello{Devices: []Device{{MemoryFree: -1}}}).Check(),
		"no context":              (&Loaded{}).Check(),
		"a long note":             (&Loaded{Context: 1, Notes: []string{strings.Repeat("a", maxName+1)}}).Check(),
		"many notes":              (&Loaded{Context: 1, Notes: make([]string, 17)}).Check(),
		"a device that cannot be": (&Loaded{Context: 1, Device: Device{Name: "\xff"}}).Check(),
		"more picture than all":   (&Prefilled{Tokens: 1, Picture: 2}).Check(),
		"an empty picture":        (&Prefilled{}).Check(),
		"memory used up":          (&Prefilled{Tokens: 1, Memory: Memory{Used: -5}}).Check(),
		"no reading":              (&Asked{}).Check(&one),
		"negative tokens":         (&Asked{Readings: []Reading{{[]float64{0, 0}}}, Tokens: -1}).Check(&one),
		"one answer of two":       readings(0.5),
		"not a number":            readings(math.NaN(), 0),
		"infinite":                readings(math.Inf(1), 0),
		"negative":                readings(-0.1, 0),
		"more than one":           readings(1.1, 0),
		"more than one together":  readings(0.6, 0.6),
		"written too much":        (&Written{Tokens: 4}).Check(&Write{Tokens: 3}),
		"written less than none":  (&Written{Tokens: -1}).Check(&Write{Tokens: 3}),
		"a text of no tokens":     (&Likely{LogP: -1}).Check(&Likelihood{Text: "ab"}),
		"a text of many tokens":   (&Likely{Tokens: 3, LogP: -1}).Check(&Likelihood{Text: "ab"}),
		"likelier than certain":   (&Likely{Tokens: 2, LogP: 0.1}).Check(&Likelihood{Text: "ab"}),
		"no likelihood":           (&Likely{Tokens: 2, LogP: math.NaN()}).Check(&Likelihood{Text: "ab"}),
		"an impossible text":      (&Likely{Tokens: 2, LogP: math.Inf(-1)}).Check(&Likelihood{Text: "ab"}),
		"a count too few":         (&Counted{}).Check(&Tokens{Texts: []string{""}}),
		"a negative count":        (&Counted{Counts: []int{-1}}).Check(&Tokens{Texts: []string{""}}),
		"more tokens than bytes":  (&Counted{Counts: []int{99}}).Check(&Tokens{Texts: []string{""}}),
	} {
		if !errors.Is(err, ErrProtocol) {
			t.Errorf("%s gave %v", name, err)
		}
	}
}
