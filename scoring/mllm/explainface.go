package mllm

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/zeebo/xxh3"
)

// closeUpTokens is how many tokens the close-up of a face has at most, where a model
// can be limited: with the photo's they have to fit into its context.
const closeUpTokens = 256

// faceText is what of explainText is said otherwise where an explanation is about a face.
type faceText struct {
	Version   string `json:"version"`
	Beginning string `json:"beginning"`
	Prose     struct {
		Ask  string `json:"ask"`
		Stem string `json:"stem"`
	} `json:"prose"`
	Fields struct {
		Ask string `json:"ask"`
	} `json:"fields"`
}

// aboutFace gives the text by which a model explains what a face has to do with a score.
// It fails where anything in assets/rubric's text is missing, unknown or blank.
func (t *explainText) aboutFace(text []byte) (*explainText, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	var own faceText
	if err := d.Decode(&own); err != nil {
		return nil, fmt.Errorf("reading how to explain a face: %w", err)
	}
	face := *t
	face.Beginning, face.Prose.Ask, face.Prose.Stem, face.Fields.Ask = own.Beginning, own.Prose.Ask, own.Prose.Stem, own.Fields.Ask
	face.Version += "+" + own.Version
	face.digest += "+" + strconv.FormatUint(xxh3.Hash(text), 16)
	if isBlank(own.Version) {
		face.Version = ""
	}
	if err := face.check(); err != nil {
		return nil, fmt.Errorf("reading how to explain a face: %w", err)
	}
	return &face, nil
}
