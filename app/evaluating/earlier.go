package evaluating

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/safefile"
)

// mostEarlier bounds an earlier result in bytes: that of a quarter of a million
// photos has some hundred million.
const mostEarlier = 512 << 20

// ErrNoResult says that a file is no result of an evaluation.
var ErrNoResult = errors.New("this is no result of 'keeplight eval --json'")

// ReadEarlierFile reads the scores of an earlier result from a file. Errors are those
// of opening it and of ReadEarlier.
func ReadEarlierFile(path string) (*Other, error) {
	f, _, err := safefile.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", library.Display(path), err)
	}
	defer f.Close()
	return ReadEarlier(f, path)
}

// ReadEarlier reads the scores of a result that WriteJSON wrote. name is the file's,
// for people. It fails with ErrNoResult where the file is something else.
func ReadEarlier(r io.Reader, name string) (*Other, error) {
	limited := &io.LimitedReader{R: r, N: mostEarlier}
	var in struct {
		Form   string             `json:"form"`
		Scorer library.Provenance `json:"scorer"`
		Photos []struct {
			File    string   `json:"file"`
			FileB64 []byte   `json:"file_b64"`
			Overall *float64 `json:"overall"`
		} `json:"photos"`
	}
	if err := json.NewDecoder(limited).Decode(&in); err != nil {
		if limited.N <= 0 {
			return nil, fmt.Errorf("reading %s: it is larger than %d MiB: %w", library.Display(name), mostEarlier>>20, ErrNoResult)
		}
		return nil, fmt.Errorf("reading %s: %s: %w", library.Display(name), library.Display(err.Error()), ErrNoResult)
	}
	if form, _, _ := strings.Cut(Form, " "); in.Form != Form {
		if strings.HasPrefix(in.Form, form+" ") {
			return nil, fmt.Errorf("reading %s: it was written by another version (%s): evaluate again", library.Display(name), library.Display(in.Form))
		}
		return nil, fmt.Errorf("reading %s: %w", library.Display(name), ErrNoResult)
	}
	o := &Other{Scorer: in.Scorer, File: name, Scores: map[string]float64{}}
	for _, p := range in.Photos {
		file := p.File
		if len(p.FileB64) > 0 {
			file = string(p.FileB64)
		}
		if p.Overall != nil {
			o.Scores[file] = *p.Overall
		}
	}
	if len(o.Scores) == 0 {
		return nil, fmt.Errorf("reading %s: it holds no scores: %w", library.Display(name), ErrNoResult)
	}
	return o, nil
}
