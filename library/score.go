package library

import (
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/zeebo/xxh3"
)

// Value is one number that a scorer gave, or its absence. A scorer that cannot
// judge leaves Known false; it never makes up a middle value.
type Value struct {
	Known        bool
	Mean         float64   // 0..10, higher is better
	SD           float64   // standard deviation in the same units; 0 when the scorer gives none
	Distribution []float64 // what the mean was read from, where a scorer has one; may be nil
	Off          float64   // 0..1, how much of the answer's probability was outside the allowed answers; 0 for what was measured
}

// Provenance says exactly how a score was made. Two scores are comparable when
// their Keys are equal.
type Provenance struct {
	Name     string            `json:"name"`     // "builtin", "model", or a server's address
	Version  string            `json:"version"`  // of the scorer
	Model    string            `json:"model"`    // digest or name, "" when none
	Prompt   string            `json:"prompt"`   // prompt version, "" when none
	Settings map[string]string `json:"settings"` // everything else that changes a number
}

// Key is a short stable digest of the whole provenance, the catalogue's key for
// scores.
func (p Provenance) Key() string {
	// encoding/json sorts map keys, so equal provenances give equal bytes.
	b, err := json.Marshal(p)
	if err != nil {
		panic("library: a Provenance of strings always marshals: " + err.Error())
	}
	sum := xxh3.Hash128(b).Bytes()
	return p.Name + "-" + hex.EncodeToString(sum[:8])
}

// Score is what one scorer said about one photo's pixels.
type Score struct {
	By       Provenance
	Overall  Value
	Values   [NumAttributes]Value
	Reasons  [NumAttributes]Message // one plain sentence each, zero when there is nothing to say
	Summary  Message                // a few plain sentences about the whole
	Hash     Hash                   // of the image data that was scored
	ScoredAt time.Time

	PictureTokens int // of the picture, that a model read; 0 where no model did, or it does not say

	// Basis is what the scorer keeps to judge the photo again once more is known of it.
	// Only the scorer that wrote it reads it; nil where none does.
	Basis []float32
}

// Of gives the value of one attribute.
func (s *Score) Of(a Attribute) Value {
	if int(a) >= NumAttributes {
		return Value{}
	}
	return s.Values[a]
}
