package report

import (
	"fmt"

	"keeplight.app/keeplight/library"
)

// Summary is what a report says after its photos.
type Summary struct {
	Photos, Errors int // photos, and how many of them have an error
	PassedOver     []Passed
	Other          int      // files of further extensions that were passed over
	LeftOut        []string // some of the folders of other programs that were not read
	Folders        int      // how many there are of them
}

// Passed is how many files with an extension, "" for none, are no photos.
type Passed struct {
	Extension string
	Files     int
}

// WriteSummary writes a last line, an object with the one key "summary".
func (j *JSONLines) WriteSummary(s Summary) error {
	passed := []object{}
	for _, p := range s.PassedOver {
		passed = append(passed, object{{"extension", p.Extension}, {"files", p.Files}})
	}
	leftOut := []string{}
	for _, path := range s.LeftOut {
		leftOut = append(leftOut, library.Display(path))
	}
	line, err := encode(object{{"summary", object{
		{"photos", s.Photos},
		{"errors", s.Errors},
		{"passed_over", passed},
		{"passed_over_other", s.Other},
		{"left_out", leftOut},
		{"left_out_folders", s.Folders},
	}}})
	if err != nil {
		return fmt.Errorf("writing the summary as JSON: %w", err)
	}
	if _, err := j.w.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("writing a line of JSON: %w", err)
	}
	return nil
}
