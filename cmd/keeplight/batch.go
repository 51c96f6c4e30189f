package main

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/library/report"
)

// batchFlags are for many photos, and for several machines that share them.
type batchFlags struct {
	Out   string `placeholder:"FILE.jsonl" help:"Also add each photo to this file as soon as it is scored, as JSON lines. Photos that are in it already are skipped, so the same command goes on after an interruption."`
	Shard string `placeholder:"I/N" help:"Only score part I of N of the photos, such as 3/20, chosen by their paths below DIR; nothing is read of the others. Prints JSON lines and leaves the catalogue alone; 'keeplight merge' joins the parts."`
}

// isBatch is true where a file is added to, or other machines have the other photos.
func (f *batchFlags) isBatch() bool { return f.Out != "" || f.Shard != "" }

// batch is which photos a run scores, and the file that it adds them to.
type batch struct {
	folders []string // absolute, as they were named; the outer ones first
	shard   library.Shard
	name    string          // of the file
	explain bool            // reasons are in its lines, too
	results *report.Results // nil without a file
	lines   *report.JSONLines
	added   int // photos

	done    map[string]uint64 // digests of the hashes of photos in the file, by absolute path
	known   map[string]bool   // of those, whom the catalogue knows
	scorers map[string]bool   // of lines in the file
	foreign strange
}

// strange are photos of the file that lie in none of the folders.
type strange struct {
	asked int
	there bool   // one of them is where its path says
	first string // a path as it was shown; "" for none
}

// strangeAsked is of how many such photos is asked whether they are there.
const strangeAsked = 100

// openBatch checks the flags and opens the file.
func (c *scoreCmd) openBatch(p *program) (b *batch, err error) {
	b = &batch{name: c.Out, explain: c.Explain, done: map[string]uint64{}, known: map[string]bool{}, scorers: map[string]bool{}}
	if c.Calibrated && c.isBatch() {
		return nil, usage("--calibrated needs all photos at once: leave it out with --out and --shard")
	}
	if c.Shard != "" {
		if c.CSV {
			return nil, usage("--shard prints JSON lines, which 'keeplight merge' joins: leave --csv out")
		}
		if b.shard, err = library.ParseShard(c.Shard); err != nil {
			return nil, usage("--shard: %w", err)
		}
		c.JSON, c.NoCatalog = true, true
	}
	for _, path := range c.Paths {
		abs, err := filepath.Abs(path)
		if err != nil {
			return nil, fmt.Errorf("finding the folder: %w", err)
		}
		b.folders = append(b.folders, abs)
	}
	slices.SortFunc(b.folders, func(x, y string) int { return len(x) - len(y) })
	if c.Out == "" {
		return b, nil
	}
	return b, b.open(p)
}

// toOpen gives the folders and photos to be read, of those that were named: each once,
// by whatever names it was named, and no photo that is skipped.
func (b *batch) toOpen(named []string) (open []string) {
	seen := map[string]bool{}
	for _, path := range named {
		abs, err := filepath.Abs(path)
		real := resolved(abs)
		if info, statErr := os.Stat(path); seen[real] || err == nil && statErr == nil && !info.IsDir() && b.skips(abs) {
			continue
		}
		seen[real] = true
		open = append(open, path)
	}
	return open
}

func (b *batch) open(p *program) (err error) {
	name, finder := library.Display(b.name), newFinder(b.folders)
	b.results, err = report.OpenResults(b.name, func(l report.Line) error {
		b.takeUp(l, &finder)
		return p.ctx.Err()
	})
	switch {
	case errors.Is(err, context.Canceled):
		return quiet(exitInterrupted)
	case errors.Is(err, report.ErrResultsHeld):
		return fmt.Errorf("--out %s: %w: wait until that has ended, or name another file", name, err)
	case errors.Is(err, report.ErrNotResults):
		return usage("--out %s: %w: name another file, or remove that line", name, err)
	case err != nil:
		return usage("--out %s: %w", name, err)
	}
	if b.foreign.first != "" && !b.foreign.there {
		return errors.Join(b.close(), usage("--out %s names photos that are not there, such as %s: run the command in the folder where it was run before, or name another file",
			name, library.Display(b.foreign.first)))
	}
	b.lines = report.NewJSONLines(b.results)
	b.lines.Explain = b.explain
	if n := b.results.Torn(); n > 0 {
		p.note("keeplight: the last line of %s was not whole and was cut off; its photo is scored again", name)
	}
	return nil
}

// takeUp notes a photo that is in the file.
func (b *batch) takeUp(l report.Line, in *finder) {
	if l.Scorer != "" && !b.scorers[l.Scorer] {
		b.scorers[l.Scorer] = true
	}
	path, ok := in.find(l.Path)
	if ok {
		b.done[path] = digest(l.Hash)
		return
	}
	if b.foreign.first == "" {
		b.foreign.first = l.Path
	}
	if !b.foreign.there && b.foreign.asked < strangeAsked {
		b.foreign.asked++
		_, err := os.Lstat(l.Path)
		b.foreign.there = err == nil
	}
}

func digest(h string) uint64 {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(h)) // a hash takes all
	return sum.Sum64()
}

// scoredBy refuses a file that holds scores by another scorer.
func (b *batch) scoredBy(by library.Provenance) error {
	mine := report.ScorerJSON(by)
	for other := range b.scorers {
		if other != mine {
			return usage("--out %s holds scores by another scorer, %s: name another file", library.Display(b.name), library.Display(other))
		}
	}
	return nil
}

// learn asks the catalogue which photos of the file it knows: those it has to go on
// knowing, and nothing of them is read either.
func (b *batch) learn(ctx context.Context, cat *catalog.Catalog) error {
	if len(b.done) == 0 {
		return nil
	}
	for _, folder := range b.folders {
		err := cat.PiecesOf(ctx, folder, 500, func(piece []library.Photo) error {
			for i := range piece {
				if _, done := b.done[piece[i].Path]; done {
					b.known[piece[i].Path] = true
				}
			}
			return ctx.Err()
		})
		if err != nil {
			return fmt.Errorf("listing what the catalogue knows: %w", err)
		}
	}
	return nil
}

// skips is true for photos of other shards, and for those that are done and that the
// catalogue does not know. Nothing it looks at changes once the folders are read.
func (b *batch) skips(path string) bool {
	if !b.shard.Has(b.relative(path)) {
		return true
	}
	_, done := b.done[path]
	return done && !b.known[path]
}

// relative is a path below the folder that was named; for a photo that was named itself
// its name.
func (b *batch) relative(path string) string {
	for _, folder := range b.folders {
		if path != folder && library.Below(path, folder) {
			return strings.TrimLeft(path[len(folder):], string(filepath.Separator))
		}
	}
	return filepath.Base(path)
}

// isDone is true for a row that is in the file as it is now.
func (b *batch) isDone(r *report.Row) bool {
	before, done := b.done[r.Photo.Path]
	return done && before == digest(string(r.Photo.Hash))
}

// add adds a photo to the file, if there is one.
func (b *batch) add(r report.Row) error {
	if b.results == nil {
		return nil
	}
	if err := b.lines.Write(r); err != nil {
		return fmt.Errorf("adding to %s: %w", library.Display(b.name), err)
	}
	b.added++
	return nil
}

// taking takes rows as they come: explain adds what is known of a score, and print shows
// it. One that cannot be added stops the run.
func (b *batch) taking(explain func(*report.Row), print func(report.Row), stop context.CancelCauseFunc) takeRow {
	return func(r report.Row, passing bool) (isNews bool) {
		if b.isDone(&r) {
			return false
		}
		explain(&r)
		if !passing {
			if err := b.add(r); err != nil {
				stop(err)
			}
		}
		print(r)
		return true
	}
}

// conclude says what is in the file.
func (b *batch) conclude(p *program) {
	if b.results != nil {
		p.note("keeplight: %s: %s added, %s there before", library.Display(b.name),
			plain.Plural(b.added, "photo", "photos"), plain.Count(len(b.done)))
	}
}

func (b *batch) close() error {
	if b.results == nil {
		return nil
	}
	return b.results.Close()
}
