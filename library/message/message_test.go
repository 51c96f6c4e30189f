package message

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
)

// names gives the names of a template's arguments.
func names(template string) []string {
	var all []string
	for {
		_, rest, found := strings.Cut(template, "{{.")
		if !found {
			return all
		}
		name, after, _ := strings.Cut(rest, "}}")
		all = append(all, name)
		template = after
	}
}

func TestEveryCodeIsWordedWithItsArguments(t *testing.T) {
	seen := map[string]bool{}
	for _, code := range Codes() {
		template, ok := Template(code)
		if !ok || template == "" || seen[code] {
			t.Errorf("%s: %q, given twice: %v", code, template, seen[code])
		}
		seen[code] = true
		var args []library.Arg
		for i, name := range names(template) {
			args = append(args, Text(name, fmt.Sprintf("<%d>", i)))
		}
		words := English(New(code, args...))
		if strings.Contains(words, "{{") || strings.Contains(words, "}}") {
			t.Errorf("%s: %s", code, words)
		}
		for i := range args {
			if !strings.Contains(words, fmt.Sprintf("<%d>", i)) {
				t.Errorf("%s lacks argument %d: %s", code, i, words)
			}
		}
	}
}

// Codes are stored in catalogues. This list grows; a line never goes, and never
// comes to mean something else.
func TestNoCodeThatWasEverStoredIsGone(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("testdata", "codes.txt"))
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for line := range strings.Lines(string(b)) {
		code := strings.TrimSpace(line)
		listed[code] = true
		if _, ok := Template(code); !ok {
			t.Errorf("%s is gone", code)
		}
	}
	for _, code := range Codes() {
		if !listed[code] {
			t.Errorf("%s is not in testdata/codes.txt: add it", code)
		}
	}
}

func TestMessagesAreWordedAsPhotographersSayIt(t *testing.T) {
	grades := []library.Arg{Of("grade", New(GradeGood)), Of("best", New(BestColour)), Of("gain", New(GainSharpness))}
	for want, m := range map[string]library.Message{
		"":                {},
		"a row of before": library.Verbatim("a row of before"),
		"The background is busy: 99 % of it is fine detail.":                                                         New(BackgroundBusy, Percent("share", 0.99)),
		"Highlights clipped in under 1 % of the frame.":                                                              New(ExposureHighlights, Percent("share", 0.0099)),
		"The horizon tilts 1.2° to the left.":                                                                        New(HorizonLeft, Degrees("tilt", 1.249)),
		"The picture is too small to measure (40 x 30 pixels).":                                                      New(TooSmall, Pixels("width", 40), Pixels("height", 30)),
		"Rather dark overall (average brightness 21 %).":                                                             New(ExposureDark, Percent("mean", 0.214)),
		"4 stars, red label for 5000 photos":                                                                         New(MarkMany, Of("what", New(MarksMany, Of("first", New(StarsN, Count("stars", 4))), Of("second", New(AndLabelRed)))), Count("count", 5000)),
		"Pick for {{.what}}.jpg":                                                                                     New(MarkOne, Of("what", New(FlagPick)), Text("name", "{{.what}}.jpg")),
		"A newer version of Keeplight wrote this (clarity.of\\x1btomorrow).":                                         New("clarity.of\x1btomorrow"),
		"Motion blur of about NaN pixels up and down: camera shake or a moving subject.":                             New(ClarityShaken, Count("length", nan()), Of("direction", New(PathUpright))),
		"There is no overall score. The model's answer was not a number: its arithmetic broke down on this picture.": New(AnswerNoOverall, Of("reason", New(AnswerNoNumber))),
		"Technically good; the colour is its best point. It would gain most from more sharpness.":                    New(SummaryGain, grades...),
	} {
		if got := English(m); got != want {
			t.Errorf("got %q\nwant %q", got, want)
		}
	}
}

func nan() float64 {
	zero := 0.0
	return zero / zero
}

func TestALanguageBringsItsTemplatesAndItsNumbers(t *testing.T) {
	german := Language{
		Fill: func(template string, args map[string]string) string {
			translated := map[string]string{
				"The background is busy: {{.share}} of it is fine detail.": "Unruhiger Hintergrund: {{.share}} davon sind feine Details.",
				"{{.what}} for {{.count}} photos":                          "{{.what}} für {{.count}} Fotos",
				"{{.stars}} stars":                                         "{{.stars}} Sterne",
			}[template]
			return Fill(translated, args)
		},
		Number: func(v float64, unit library.Unit) string {
			return strings.ReplaceAll(EnglishNumber(v, unit), ".", ",")
		},
	}
	for want, m := range map[string]library.Message{
		"Unruhiger Hintergrund: 43 % davon sind feine Details.": New(BackgroundBusy, Percent("share", 0.43)),
		"4 Sterne für 12 Fotos":                                 New(MarkMany, Of("what", New(StarsN, Count("stars", 4))), Count("count", 12)),
	} {
		if got := german.Words(m); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := german.Number(7.25, library.Points); got != "7,25" {
		t.Errorf("got %q", got)
	}
}

func TestAnErrorCarriesItsMessageAndAnyOtherItsText(t *testing.T) {
	sentinel := NewError(FileCut)
	wrapped := fmt.Errorf("reading: %w", sentinel)
	for name, c := range map[string]struct {
		err  error
		want library.Message
	}{
		"none":    {nil, library.Message{}},
		"coded":   {sentinel, New(FileCut)},
		"plain":   {errors.New("no room"), library.Verbatim("no room")},
		"wrapped": {wrapped, library.Verbatim("reading: the file ends before the picture does: copy it again from the card")},
	} {
		if got := library.MessageOf(c.err); !got.Equal(c.want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if !errors.Is(wrapped, sentinel) {
		t.Error("the sentinel is lost")
	}
}

func TestOnlyFramesWithoutAPictureAreMisfires(t *testing.T) {
	misfires := map[string]bool{SummaryBlack: true, SummaryWhite: true, SummaryBlank: true}
	for _, code := range append(Codes(), "", "summary.misfire_of_tomorrow") {
		if IsMisfire(code) != misfires[code] {
			t.Errorf("%q is a misfire: %v", code, IsMisfire(code))
		}
	}
}

func TestAGradeSaysNothingBesideNumberAndReasons(t *testing.T) {
	for _, code := range Codes() {
		want := code == SummaryMeasured || code == SummaryGain || code == SummaryWorst
		if IsGrade(code) != want {
			t.Errorf("%s is a grade: %v", code, !want)
		}
	}
}

// What the built-in scorer says is read by photographers: words of image processing
// say nothing to them.
func TestNoSentenceSpeaksOfImageProcessing(t *testing.T) {
	jargon := []string{"salient", "edge sharpness", "levels", "colourful", "quality 50", "smeared", "structure", "entropy", "gradient", "saliency", "histogram", "pixels;"}
	for _, group := range [][]entry{claritySentences(), lightSentences(), subjectSentences(), misfireSentences()} {
		for _, e := range group {
			for _, word := range jargon {
				if strings.Contains(strings.ToLower(e.template), word) {
					t.Errorf("%s says %q: %s", e.code, word, e.template)
				}
			}
		}
	}
}
