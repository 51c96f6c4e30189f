package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// maxLine bounds a line of results: some hundred times an ordinary one, with an
// explanation of the greatest length.
const maxLine = 1 << 20

// errNoResult says that a line is none that JSONLines writes.
var errNoResult = errors.New("this is no line of results")

// Line is what one line of results says of itself.
type Line struct {
	Path   string // as it was shown; any bytes
	Hash   string // of the image data, "" where it could not be read
	Scorer string // the scorer, as JSON; "" where there is no score
	Failed bool   // it has an error
}

// ParseLine reads one line that JSONLines.Write wrote, without its end. ok is false for
// the summary of others, which is a line that speaks of no photo. The error says that it
// is no such line.
func ParseLine(line []byte) (l Line, ok bool, err error) {
	var got struct {
		Path    *string         `json:"path"`
		PathB64 []byte          `json:"path_b64"`
		Hash    *string         `json:"hash"`
		Scorer  json.RawMessage `json:"scorer"`
		Error   *string         `json:"error"`
		Summary json.RawMessage `json:"summary"`
	}
	if len(line) > maxLine || !utf8.Valid(line) {
		return Line{}, false, errNoResult
	}
	if err := json.Unmarshal(line, &got); err != nil {
		return Line{}, false, fmt.Errorf("%w: %w", errNoResult, err)
	}
	if got.Path == nil {
		if len(got.Summary) > 0 && got.Summary[0] == '{' {
			return Line{}, false, nil
		}
		return Line{}, false, errNoResult
	}
	l = Line{Path: *got.Path, Failed: got.Error != nil}
	if got.PathB64 != nil {
		l.Path = string(got.PathB64)
	}
	if got.Hash != nil {
		l.Hash = *got.Hash
	}
	if s := string(got.Scorer); s != "null" {
		l.Scorer = s
	}
	if l.Path == "" || !l.Failed && l.Scorer == "" {
		return Line{}, false, errNoResult
	}
	return l, true, nil
}
