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

	"keeplight/library"
)

const (
	maxRubricBytes = 64 << 10
	valuesMark     = "{values}" // where the values stand that a model gave before
	levelsOfWords  = 5
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

// scaleText explains a scale in the shared beginning, in both orders.
type scaleText struct {
	Ascending  string `json:"ascending"`
	Descending string `json:"descending"`
	Stem       string `json:"stem"`
}

type wordText struct {
	scaleText
	Answers []string `json:"answers"` // the lowest first
}

type attributeText struct {
	Ask  string `json:"ask"`
	Name string `json:"name"` // for what is fed back; high is better under this name
}

type stemmed struct {
	Ask  string `json:"ask"`
	Stem string `json:"stem"`
}

type overallText struct {
	Direct   stemmed `json:"direct"`
	Reasoned stemmed `json:"reasoned"` // its stem holds valuesMark
}

type paperText struct {
	overallText
	Composition stemmed `json:"composition"`
	EyeCatching stemmed `json:"eye_catching"`
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
	if len(r.Attributes) != library.NumAttributes {
		return fmt.Errorf("%d attributes, want %d", len(r.Attributes), library.NumAttributes)
	}
	for _, a := range library.Attributes() {
		t, ok := r.Attributes[a.Key()]
		if !ok || isBlank(t.Ask) || isBlank(t.Name) {
			return fmt.Errorf("the question for %s is missing", a.Key())
		}
	}
	if err := r.checkWords(); err != nil {
		return err
	}
	for name, text := range r.required() {
		if isBlank(text) {
			return fmt.Errorf("%s is missing", name)
		}
	}
	for _, o := range []overallText{r.Overall, r.Paper.overallText} {
		if strings.Count(o.Reasoned.Stem, valuesMark) != 1 || strings.Contains(o.Direct.Stem, valuesMark) {
			return fmt.Errorf("%s must stand once in the stem of reasoned, and not in that of direct", valuesMark)
		}
	}
	return nil
}

func (r *rubric) required() map[string]string {
	return map[string]string{
		"version":                 r.Version,
		"digits.ascending":        r.Digits.Ascending,
		"digits.descending":       r.Digits.Descending,
		"digits.stem":             r.Digits.Stem,
		"words.ascending":         r.Words.Ascending,
		"words.descending":        r.Words.Descending,
		"words.stem":              r.Words.Stem,
		"overall.direct.ask":      r.Overall.Direct.Ask,
		"overall.direct.stem":     r.Overall.Direct.Stem,
		"overall.reasoned.ask":    r.Overall.Reasoned.Ask,
		"paper.direct.ask":        r.Paper.Direct.Ask,
		"paper.direct.stem":       r.Paper.Direct.Stem,
		"paper.reasoned.ask":      r.Paper.Reasoned.Ask,
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
