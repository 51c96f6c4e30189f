package export

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/scan"
)

// ErrOntoItself says that a photo would be exported to where it already is.
var ErrOntoItself = errors.New("the photo would overwrite itself")

// Plan says what an export will do. It is made by NewPlan and changes nothing.
type Plan struct {
	Options  Options // completed; To is absolute
	Groups   []Group // photos to bring over, in the order given
	Failed   []Failure
	Warnings []library.Message // what the person should know before it starts
	Files    int               // files to bring over, without those that are there already
	Bytes    int64             // their size
}

// Group is one photo with the files that travel together under one stem.
type Group struct {
	Photo  library.Photo
	Dir    string // below the destination, "." for the destination itself
	Stem   string // the shared name without endings, before numbering
	Number int    // 0, or n for a name that ends in " (n)"
	Files  []File // the photo itself first

	moved   bool   // by a run that ended before it told of that: all of it is in the first destination, and nothing here
	earlier []File // companions that such a run moved

	kept  []string          // what was kept besides in the destination, for people
	notes map[string]string // originals by the names of what interrupted moves brought into Dir
}

// File is one file of a group.
type File struct {
	From   string // absolute path of the original
	Sub    string // the folder of another program's settings that it lies in below the group's, "" for beside the photo
	Suffix string // what follows the stem: ".CR2.xmp"
	Size   int64  // bytes when the plan was made
	There  []bool // by destination, whether it seems to hold the file already; proven when the plan is run
}

// Failure is a photo that was not brought over, and why.
type Failure struct {
	Path string
	Err  error
}

// Text says in plain words what happened to the photo and what to do.
func (f Failure) Text() string { return library.Display(f.Path) + ": " + explain(f.Err) }

// To gives a file's path below the destination.
func (g *Group) To(f File) string {
	return filepath.Join(g.Dir, g.name(f))
}

// name is a file's path below the group's folder.
func (g *Group) name(f File) string {
	return filepath.Join(f.Sub, Numbered(g.Stem, g.Number)+f.Suffix)
}

// There is true when nothing of the group has to be brought over.
func (g *Group) There() bool {
	return !slices.ContainsFunc(g.Files, func(f File) bool { return f.missing() })
}

// missing is true where a destination lacks the file.
func (f *File) missing() bool { return slices.Contains(f.There, false) }

// missing gives how many files, and bytes, have to be brought over.
func (g *Group) missing() (files int, bytes int64) {
	for _, f := range g.Files {
		if f.missing() {
			files++
			bytes += f.Size
		}
	}
	return files, bytes
}

// ErrAnotherFile means that a photo's file is not the one that was read: it
// has another size or time.
var ErrAnotherFile = errors.New("the file has changed since it was last read, so it may be a different photo; " +
	"open its folder in the window, or run 'keeplight score' on it, check the photo, and export it again")

// NewPlan finds the files that belong to the photos, names them, and looks for
// what is in the way. It reads folders and, where a file of the same name and
// size is already there, contents. A photo that cannot be exported is listed in
// Failed; an error means that there is no plan: bad options, ErrOntoItself, or
// the context's end.
func NewPlan(ctx context.Context, items []Item, opts Options) (Plan, error) {
	opts, err := opts.complete()
	if err != nil {
		return Plan{}, err
	}
	template, err := ParseTemplate(opts.Template)
	if err != nil {
		return Plan{}, err
	}
	names, err := NewNames(opts.destinations()...)
	if err != nil {
		return Plan{}, err
	}
	defer names.Close()

	b := planner{plan: Plan{Options: opts}, template: template, names: names, bounds: scan.NewBounds(opts.Roots), seen: map[string]bool{}, sidecars: map[string]map[string][]string{}, notes: map[string]map[string]string{}}
	for i := range items {
		if err := ctx.Err(); err != nil {
			return Plan{}, err
		}
		err := b.add(ctx, &items[i], i+1)
		switch {
		case errors.Is(err, ErrOntoItself), ctx.Err() != nil:
			return Plan{}, fmt.Errorf("%s: %w", library.Display(items[i].Photo.Path), err)
		case err != nil:
			b.plan.Failed = append(b.plan.Failed, Failure{items[i].Photo.Path, err})
		}
	}
	b.warn()
	return b.plan, nil
}

// planner makes a plan photo by photo.
type planner struct {
	plan     Plan
	template *Template
	names    *Names
	bounds   *scan.Bounds
	seen     map[string]bool                // originals that are in the plan
	sidecars map[string]map[string][]string // by folder, as scan.Sidecars gives them
	notes    map[string]map[string]string   // by folder of the destination, as readNotes gives them
}

func (b *planner) add(ctx context.Context, it *Item, seq int) error {
	if b.seen[it.Photo.Path] {
		return nil // asked for twice, exported once
	}
	path, err := b.template.Path(it, seq)
	if err != nil {
		return err
	}
	g := Group{Photo: it.Photo, Dir: filepath.Dir(path), Stem: filepath.Base(path)}
	err = b.collect(&g)
	if errors.Is(err, fs.ErrNotExist) && b.movedBefore(&g) {
		b.append(g)
		return nil
	}
	if err != nil {
		return err
	}
	if err := b.refuseOntoItself(&g); err != nil {
		return err
	}
	g.notes = b.notesIn(g.Dir)
	if err := b.names.choose(ctx, &g); err != nil {
		return err
	}
	b.warnOfGone(&g)
	for _, f := range g.Files {
		b.seen[f.From] = true
	}
	b.append(g)
	return nil
}

func (b *planner) append(g Group) {
	files, bytes := g.missing()
	b.plan.Files += files
	b.plan.Bytes += bytes
	b.plan.Groups = append(b.plan.Groups, g)
}

// refuseOntoItself compares folders by what they are, not by how they are
// spelt, so that no link hides that a photo would meet itself.
func (b *planner) refuseOntoItself(g *Group) error {
	for _, to := range b.plan.Options.destinations() {
		target := filepath.Join(to, g.Dir)
		for _, f := range g.Files {
			if f.Sub != "" {
				continue // its photo meets itself too
			}
			if fold(g.Stem+f.Suffix) == fold(filepath.Base(f.From)) && sameFolder(target, filepath.Dir(f.From)) {
				return fmt.Errorf("%w: choose another folder or another name template", ErrOntoItself)
			}
		}
	}
	return nil
}

// there is the same answer for every destination.
func (b *planner) there(is bool) []bool {
	return slices.Repeat([]bool{is}, len(b.plan.Options.destinations()))
}

func sameFolder(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
