package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/library/report"
)

// mergeCmd joins files of results, such as those of shards.
type mergeCmd struct {
	Files []string `arg:"" name:"file" help:"Files of JSON lines, as 'keeplight score' writes them with --out, --shard or --json."`
	To    string   `placeholder:"FILE.jsonl" help:"Write to this file instead of standard output. It is replaced once the new one is whole, and may be one of the files."`
}

// Run prints one line for each path, in their order. It gives status 1 where a file is not
// whole.
func (c *mergeCmd) Run(p *program) (err error) {
	if c.To != "" && !strings.EqualFold(filepath.Ext(c.To), report.ResultsExt) {
		return usage("--to %s: %w", library.Display(c.To), report.ErrResultsName)
	}
	var merged report.Merged
	fill := func(w io.Writer) (err error) {
		merged, err = report.Merge(w, c.Files)
		return err
	}
	if c.To == "" {
		err = fill(p.stdout)
	} else {
		err = writeWhole(c.To, fill)
	}
	if err != nil {
		return fmt.Errorf("merging: %w", err)
	}
	p.note("keeplight: %s from %s, %s", plain.Plural(merged.Photos, "photo", "photos"),
		plain.Plural(len(c.Files), "file", "files"), plain.Plural(merged.Errors, "of them with an error", "of them with errors"))
	if merged.Twice > 0 {
		p.note("keeplight: %s left out, because another has the same path", plain.Plural(merged.Twice, "line was", "lines were"))
	}
	if merged.Scorers > 1 {
		p.note("keeplight: the scores are by %s scorers, or by one with different versions or settings: their numbers should not be compared", plain.Count(merged.Scorers))
	}
	for _, name := range merged.Torn {
		p.note("keeplight: the last line of %s is not whole and was left out: its run was interrupted or goes on; run it to its end and merge again", library.Display(name))
	}
	if len(merged.Torn) > 0 {
		return quiet(exitProblems)
	}
	return nil
}
