package mllm

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/zeebo/xxh3"

	"keeplight.app/keeplight/library"
)

const (
	maxRubricBytes = 64 << 10
	levelsOfWords  = 5
)

// What stands in a text for what only the rest of the rubric, or the model's own
// answers, can say.
const (
	attributesMark = "{attributes}"   // a line for each attribute and the overall
	nameMark       = "{name}"         // the name of the one that a text is about
	valuesMark     = "{values}"       // the values that the model gave before, in the rubric's order
	namedMark      = "{named values}" // the same, each after its name
)

// rubric is what a model is asked: assets/rubric says how its texts are meant.
type rubric struct {
	Version    string                   `json:"version"`
	Digits     scaleText                `json:"digits"`
	Words      wordText                 `json:"words"`
	Attributes map[string]attributeText `json:"attributes"` // by key
	Overall    overallText              `json:"overall"`
	Paper      paperText                `json:"paper"`

	digest string
}

// scaleText explains a scale, and lists what is judged, in the shared beginning,
// in both orders.
type scaleText struct {
	Ascending  string `json:"ascending"`  // with attributesMark
	Descending string `json:"descending"` // with attributesMark
	Stem       string `json:"stem"`       // with nameMark
}

type wordText struct {
	scaleText
	Answers []string `json:"answers"` // the lowest first
}

// attributeText is under which name an attribute is asked for. High is better
// under it.
type attributeText struct {
	Name  string `json:"name"`
	Means string `json:"means"`
}

type overallText struct {
	attributeText
	After string `json:"after"` // comes before the stem where values are fed back; with valuesMark
}

type stemmed struct {
	Ask  string `json:"ask"`
	Stem string `json:"stem"`
}

type paperText struct {
	Composition stemmed `json:"composition"`
	EyeCatching stemmed `json:"eye_catching"`
	Direct      stemmed `json:"direct"`
	Reasoned    stemmed `json:"reasoned"` // its stem holds namedMark
}

// parseRubric reads assets/rubric's text. It fails where anything is missing,
// unknown or blank.
func parseRubric(text []byte) (*rubric, error) {
	if len(text) > maxRubricBytes {
		return nil, fmt.Errorf("reading the rubric: it has %d KB, at most %d are read", len(text)>>10, maxRubricBytes>>10)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	r := &rubric{digest: strconv.FormatUint(xxh3.Hash(text), 16)}
	if err := d.Decode(r); err != nil {
		return nil, fmt.Errorf("reading the rubric: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("reading the rubric: more follows after its end")
	}
	if err := r.check(); err != nil {
		return nil, fmt.Errorf("reading the rubric: %w", err)
	}
	return r, nil
}

// prompt is the version for people and a digest of every byte.
func (r *rubric) prompt() string { return r.Version + "-" + r.digest }

func (r *rubric) check() error {
	for name, text := range r.required() {
		if isBlank(text) {
			return fmt.Errorf("%s is missing", name)
		}
	}
	if len(r.Attributes) != library.NumAttributes {
		return fmt.Errorf("%d attributes, want %d", len(r.Attributes), library.NumAttributes)
	}
	if err := r.checkNames(); err != nil {
		return err
	}
	if err := r.checkWords(); err != nil {
		return err
	}
	return r.checkMarks()
}

// checkNames sees to it that no answer could be taken for another's.
func (r *rubric) checkNames() error {
	seen := map[string]bool{}
	for _, t := range r.judged() {
		if isBlank(t.Name) || isBlank(t.Means) || seen[t.Name] {
			return fmt.Errorf("the name %q is blank, there twice or says nothing", t.Name)
		}
		seen[t.Name] = true
	}
	return nil
}

// checkMarks looks for every mark where it belongs.
func (r *rubric) checkMarks() error {
	for _, m := range []struct{ mark, text string }{
		{attributesMark, r.Digits.Ascending},
		{attributesMark, r.Digits.Descending},
		{nameMark, r.Digits.Stem},
		{attributesMark, r.Words.Ascending},
		{attributesMark, r.Words.Descending},
		{nameMark, r.Words.Stem},
		{valuesMark, r.Overall.After},
		{namedMark, r.Paper.Reasoned.Stem},
	} {
		if strings.Count(m.text, m.mark) != 1 {
			return fmt.Errorf("%s must stand once in %q", m.mark, m.text)
		}
	}
	return nil
}

// judged is all that the rubric names, in its order, the overall last.
func (r *rubric) judged() []attributeText {
	var list []attributeText
	for _, a := range library.Attributes() {
		list = append(list, r.Attributes[a.Key()])
	}
	return append(list, r.Overall.attributeText)
}

// beginning is the text that all questions share.
func (r *rubric) beginning(t scaleText, descending bool) string {
	text := t.Ascending
	if descending {
		text = t.Descending
	}
	var lines strings.Builder
	for _, judged := range r.judged() {
		lines.WriteString(judged.Name + ": " + judged.Means + "\n")
	}
	return strings.Replace(text, attributesMark, lines.String(), 1)
}

// stem is how an answer about something begins.
func (t scaleText) stem(name string) string { return strings.Replace(t.Stem, nameMark, name, 1) }

func (r *rubric) required() map[string]string {
	return map[string]string{
		"version":                 r.Version,
		"digits.ascending":        r.Digits.Ascending,
		"digits.descending":       r.Digits.Descending,
		"digits.stem":             r.Digits.Stem,
		"words.ascending":         r.Words.Ascending,
		"words.descending":        r.Words.Descending,
		"words.stem":              r.Words.Stem,
		"overall.after":           r.Overall.After,
		"paper.direct.ask":        r.Paper.Direct.Ask,
		"paper.direct.stem":       r.Paper.Direct.Stem,
		"paper.reasoned.ask":      r.Paper.Reasoned.Ask,
		"paper.reasoned.stem":     r.Paper.Reasoned.Stem,
		"paper.composition.ask":   r.Paper.Composition.Ask,
		"paper.composition.stem":  r.Paper.Composition.Stem,
		"paper.eye_catching.ask":  r.Paper.EyeCatching.Ask,
		"paper.eye_catching.stem": r.Paper.EyeCatching.Stem,
	}
}

func (r *rubric) checkWords() error {
	if len(r.Words.Answers) != levelsOfWords {
		return fmt.Errorf("%d words to answer with, want %d", len(r.Words.Answers), levelsOfWords)
	}
	seen := map[string]bool{}
	for _, word := range r.Words.Answers {
		if isBlank(word) || word != strings.TrimSpace(word) || seen[word] {
			return fmt.Errorf("the word to answer with %q is blank, padded or there twice", word)
		}
		seen[word] = true
	}
	return nil
}

func isBlank(s string) bool { return strings.TrimSpace(s) == "" }
