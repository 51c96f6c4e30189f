package sidecar

import (
	"strconv"
	"strings"

	"keeplight.app/keeplight/library"
)

// LabelNames is what xmp:Label calls the five colours, in the order of library.Labels:
// Lightroom and Bridge write the names of their own colour label set there, and show
// white for a name that is not in it.
type LabelNames [5]string

// The sets that are read; EnglishLabels is written unless another is chosen. English
// and Bridge's are their defaults; German and Japanese are those of Lightroom Classic
// in these languages.
func EnglishLabels() LabelNames { return LabelNames{"Red", "Yellow", "Green", "Blue", "Purple"} }

// BridgeLabels is the default set of Adobe Bridge.
func BridgeLabels() LabelNames {
	return LabelNames{"Select", "Second", "Approved", "Review", "To Do"}
}

// GermanLabels is the default set of Lightroom Classic in German.
func GermanLabels() LabelNames { return LabelNames{"Rot", "Gelb", "Grün", "Blau", "Lila"} }

// JapaneseLabels is the default set of Lightroom Classic in Japanese.
func JapaneseLabels() LabelNames {
	return LabelNames{"レッド", "イエロー", "グリーン", "ブルー", "パープル"}
}

// of gives the name of a colour, "" for none.
func (n LabelNames) of(l library.Label) string {
	if l == library.NoLabel || int(l) > len(n) {
		return ""
	}
	return n[l-1]
}

// labelNamed finds the colour that a name means, by the configured set before the
// others, and exactly before by letters alone.
func labelNamed(text string, configured LabelNames) library.Label {
	sets := []LabelNames{configured, EnglishLabels(), BridgeLabels(), GermanLabels(), JapaneseLabels()}
	for _, same := range []func(a, b string) bool{func(a, b string) bool { return a == b }, strings.EqualFold} {
		for _, set := range sets {
			for _, l := range library.Labels() {
				if set.of(l) != "" && same(text, set.of(l)) {
					return l
				}
			}
		}
	}
	return library.NoLabel
}

// digiKamColours are the names of digiKam:ColorLabel 0..9; five of them are labels.
func digiKamColours() [10]string {
	return [10]string{"", "red", "orange", "yellow", "green", "blue", "magenta", "gray", "black", "white"}
}

// digiKamLabel reads a digiKam:ColorLabel; other is the name of a colour that is none of
// the five.
func digiKamLabel(value string) (l library.Label, other string) {
	n, err := strconv.Atoi(value)
	names := digiKamColours()
	if err != nil || n <= 0 || n >= len(names) {
		return library.NoLabel, ""
	}
	for _, l := range library.Labels() {
		if digiKamNumber(l) == n {
			return l, ""
		}
	}
	return library.NoLabel, names[n]
}

// digiKamNumber is the digiKam:ColorLabel of a label; its magenta stands for purple.
func digiKamNumber(l library.Label) int {
	return map[library.Label]int{library.Red: 1, library.Yellow: 3, library.Green: 4, library.Blue: 5, library.Purple: 6}[l]
}

// darktableLabel reads one item of darktable:colorlabels, 0..4.
func darktableLabel(value string) library.Label {
	n, err := strconv.Atoi(value)
	labels := library.Labels()
	if err != nil || n < 0 || n >= len(labels) {
		return library.NoLabel
	}
	return labels[n]
}
