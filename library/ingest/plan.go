package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/scan"
)

// Plan says what an ingest will do. It is made by NewPlan, which writes nothing.
type Plan struct {
	Options Options // completed; all paths are absolute
	Groups  []Group // what is on the card, in the order in which it was taken
	Failed  []Failure

	Rooms []Room // of the volumes that are written to

	Undated  int             // photos in which no camera wrote when they were taken: their files' time is used
	Left     scan.PassedOver // stays on the card
	Problems []scan.Problem  // of folders and files that could not be read

	settled map[string]int64 // as in a Report: of the runs that this one goes on with
}

// Group is a photo with the files that travel together under one stem, or a video.
type Group struct {
	Photo  library.Photo // on the card, with what the camera wrote down
	Video  bool
	Dir    string // below the destinations, "." for these themselves
	Stem   string // the shared name without endings, before numbering
	Number int    // 0, or n for a name that ends in " (n)"
	Files  []File // the photo itself first
	Known  bool   // all of it seems to have been copied in before; proven when the plan is run

	settled bool // by a run that this one goes on with, which has proven it
}

// File is one file of a group.
type File struct {
	From   string // absolute path on the card
	Sub    string // the folder of another program's settings that it lies in below the group's, "" for beside the photo
	Suffix string // what follows the stem: ".CR2.xmp"
	Size   int64  // bytes when the plan was made
	Image  bool   // a picture or video, and not what belongs to one
	There  []bool // by destination: it seems to be there already; proven when the plan is run
}

// To gives a file's path below a destination.
func (g *Group) To(f *File) string {
	return filepath.Join(g.Dir, g.name(f))
}

// name is a file's path below the group's folder.
func (g *Group) name(f *File) string {
	return filepath.Join(f.Sub, export.Numbered(g.Stem, g.Number)+f.Suffix)
}

// isThere is true where all destinations have all files.
func (g *Group) isThere() bool {
	for i := range g.Files {
		if g.Files[i].missing() {
			return false
		}
	}
	return true
}

// size is how many bytes all files of the group have.
func (g *Group) size() (n int64) {
	for i := range g.Files {
		n += g.Files[i].Size
	}
	return n
}

// bytes is how many have to be read from the card.
func (g *Group) bytes() (n int64) {
	if g.settled {
		return 0
	}
	for i := range g.Files {
		if g.Files[i].missing() {
			n += g.Files[i].Size
		}
	}
	return n
}

// missing is true where some destination has not got the file.
func (f *File) missing() bool {
	for _, there := range f.There {
		if !there {
			return true
		}
	}
	return false
}

// Count is a number of photos, videos, files and bytes.
type Count struct {
	Photos, Videos, Files int
	Bytes                 int64
}

// add counts a group.
func (c *Count) add(g *Group) {
	if g.Video {
		c.Videos++
	} else {
		c.Photos++
	}
	c.Files += len(g.Files)
	for _, f := range g.Files {
		c.Bytes += f.Size
	}
}

// Count says how much is on the card, how much of it was copied in before, how much is
// in the destinations already although nobody took note of it, and how much is to be
// copied.
func (p *Plan) Count() (all, known, there, fresh Count) {
	for i := range p.Groups {
		g := &p.Groups[i]
		all.add(g)
		switch {
		case g.Known:
			known.add(g)
		case g.isThere():
			there.add(g)
		default:
			fresh.add(g)
		}
	}
	return all, known, there, fresh
}

// NewPlan looks at the card and at the destinations. It reads the beginnings of photos
// and, of files that have the size of one that was copied in before, samples. card is
// what was read of it before, nil has it read now; heard, which may be nil, is then told
// how many photos were found so far. Errors are those of options and of Read.
func NewPlan(ctx context.Context, o Options, card *Card, known Known, heard func(photos int)) (Plan, error) {
	o, err := o.complete()
	if err != nil {
		return Plan{}, err
	}
	template, err := export.ParseTemplate(o.Template)
	if err != nil {
		return Plan{}, err
	}
	on := card
	if on == nil || on.path != o.Card {
		if on, err = Read(ctx, o.Card, heard); err != nil {
			return Plan{}, err
		}
	}
	names, err := export.NewNames(o.destinations()...)
	if err != nil {
		return Plan{}, err
	}
	defer names.Close()
	p := Plan{Options: o, Left: on.left, Problems: on.problems}
	for i := range on.shots {
		if !on.shots[i].dated && !on.shots[i].video {
			p.Undated++
		}
		g, err := newGroup(&on.shots[i], template, o.First+i, len(o.destinations()))
		if err != nil {
			p.Failed = append(p.Failed, newFailure(on.shots[i].photo.Path, err))
			continue
		}
		p.Groups = append(p.Groups, g)
	}
	if !o.Again {
		if err := findKnown(ctx, known, p.Groups); err != nil {
			return Plan{}, err
		}
	}
	if err := p.name(ctx, names); err != nil {
		return Plan{}, err
	}
	p.Rooms = p.rooms()
	return p, nil
}

// newGroup gives a shot its files and its name, before numbering.
func newGroup(s *shot, template *export.Template, seq, destinations int) (Group, error) {
	path, err := template.Path(&export.Item{Photo: s.photo}, seq)
	if err != nil {
		return Group{}, err
	}
	g := Group{Photo: s.photo, Video: s.video, Dir: filepath.Dir(path), Stem: filepath.Base(path)}
	if err := g.add(s.photo.Path, true, destinations); err != nil {
		return Group{}, err
	}
	for _, c := range s.photo.Companions {
		if err := g.add(c.Path, c.Kind == library.CompanionImage, destinations); err != nil {
			return Group{}, fmt.Errorf("%s: %w", library.Display(filepath.Base(c.Path)), err)
		}
	}
	return g, nil
}

// add appends a file. One whose name differs from another's of the group only in case
// gets a number, since some volumes take them for the same.
func (g *Group) add(path string, image bool, destinations int) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return errors.New("it is not a regular file")
	}
	sub, suffix := export.Tail(&g.Photo, path)
	ending := suffix
	for n := 2; g.has(sub, suffix); n++ {
		ext := filepath.Ext(ending)
		suffix = fmt.Sprintf("%s.%d%s", strings.TrimSuffix(ending, ext), n, ext)
	}
	g.Files = append(g.Files, File{From: path, Sub: sub, Suffix: suffix, Size: info.Size(), Image: image, There: make([]bool, destinations)})
	return nil
}

func (g *Group) has(sub, suffix string) bool {
	for _, f := range g.Files {
		if strings.EqualFold(f.Sub, sub) && strings.EqualFold(f.Suffix, suffix) {
			return true
		}
	}
	return false
}
