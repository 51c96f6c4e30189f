package export

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/text/unicode/norm"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export/verified"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/scan"
)

// MaxNumber is the highest number that is put behind a name.
const MaxNumber = 9999

// ErrNoName says that every numbered name is taken.
var ErrNoName = errors.New("too many files of that name are in the destination")

// Names gives out stems that nobody uses, neither those that were given out before nor
// what is in the destinations.
type Names struct {
	roots  []*os.Root            // nil for a destination that does not exist
	taken  map[string]bool       // folded stems that were given out, with their folder
	next   map[string]int        // number at which to go on looking for a stem
	folder []map[string]contents // what stands in the folders of each destination
}

// contents is what stands in one folder: the names of all files, by folded stem.
type contents map[string][]string

// Standing is what has a stem already in one of the destinations.
type Standing struct {
	Destination int      // its place among those that NewNames was given
	Root        *os.Root // nil where it does not exist
	Names       []string // of files in the folder, and the paths of those in folders of settings below it
}

// NewNames gives names that are to be free in all of the destinations.
func NewNames(to ...string) (*Names, error) {
	n := &Names{taken: map[string]bool{}, next: map[string]int{}}
	for _, path := range to {
		root, err := os.OpenRoot(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			n.Close()
			return nil, fmt.Errorf("opening the destination folder: %w", err)
		}
		if err != nil {
			root = nil
		}
		n.roots = append(n.roots, root)
		n.folder = append(n.folder, map[string]contents{})
	}
	return n, nil
}

// Close closes the destinations.
func (n *Names) Close() {
	for _, root := range n.roots {
		if root != nil {
			root.Close()
		}
	}
}

// Choose gives the first number under which nobody else has a stem in a folder of the
// destinations: where fits says so of what stands there. The whole stem has to be free:
// another shot's RAW beside this one's JPEG would be taken for its partner.
func (n *Names) Choose(dir, stem string, fits func(number int, standing []Standing) (bool, error)) (number int, err error) {
	here := make([]contents, len(n.roots))
	for i := range n.roots {
		// What is wrong with a second folder is told when it is written to: the first is
		// filled all the same.
		if here[i], err = n.list(i, dir); err != nil && i == 0 {
			return 0, err
		}
	}
	first := fold(filepath.Join(dir, stem))
	for number := n.next[first]; number <= MaxNumber; number = NextNumber(number) {
		named := Numbered(stem, number)
		key := fold(filepath.Join(dir, named))
		if n.taken[key] {
			continue
		}
		var standing []Standing
		for i, c := range here {
			standing = append(standing, Standing{i, n.roots[i], c[fold(named)]})
		}
		free, err := fits(number, standing)
		if err != nil {
			return 0, err
		}
		if free {
			n.taken[key] = true
			n.next[first] = NextNumber(number)
			return number, nil
		}
	}
	return 0, ErrNoName
}

// Numbered is the stem under the n-th name.
func Numbered(stem string, n int) string {
	if n == 0 {
		return stem
	}
	return fmt.Sprintf("%s (%d)", stem, n)
}

// NextNumber counts 0, 2, 3: the second photo of a name is number two. It ends where
// ErrNoName begins.
func NextNumber(n int) int { return max(n, 1) + 1 }

// choose gives the group the first number under which it is alone, or under which
// what stands there is the same already.
func (n *Names) choose(ctx context.Context, g *Group) (err error) {
	g.Number, err = n.Choose(g.Dir, g.Stem, func(number int, standing []Standing) (bool, error) {
		g.Number = number
		for _, s := range standing {
			if free, err := g.fits(ctx, s); err != nil || !free {
				return false, err
			}
		}
		return true, nil
	})
	return err
}

// fits is true when all that stands under the group's stem is the group itself, with
// those of its companions beside it that have gone there before.
func (g *Group) fits(ctx context.Context, standing Standing) (bool, error) {
	there := make([]bool, len(g.Files))
	before := false
	for _, name := range standing.Names {
		i := indexOf(g, g.Files, name)
		if i < 0 && (indexOf(g, g.earlier, name) >= 0 || filepath.Dir(name) != ".") {
			before = true // settings are another photo's, or what a program did to this one there
			continue
		}
		if i < 0 {
			return false, nil
		}
		same, err := verified.LooksSame(ctx, g.Files[i].From, standing.Root, filepath.Join(g.Dir, name))
		if err != nil {
			return false, err
		}
		if !same && g.notes[name] != g.Files[i].From {
			return false, nil
		}
		there[i] = same // else the original has changed since, and setAside makes room for it
	}
	if before && !there[0] {
		return false, nil // they are another photo's
	}
	for i := range g.Files {
		g.Files[i].There[standing.Destination] = there[i]
	}
	return true, nil
}

// indexOf finds the one of a group's files that would get exactly this name.
func indexOf(g *Group, files []File, name string) int {
	for i, f := range files {
		if g.name(f) == name {
			return i
		}
	}
	return -1
}

// list reads a folder of a destination once.
func (n *Names) list(destination int, dir string) (contents, error) {
	root := n.roots[destination]
	if c, ok := n.folder[destination][dir]; ok || root == nil {
		return c, nil
	}
	c := contents{}
	d, err := root.Open(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, fmt.Errorf("opening a folder of the destination: %w", err)
	default:
		defer d.Close()
		found, err := d.Readdirnames(-1)
		if err != nil {
			return nil, fmt.Errorf("reading a folder of the destination: %w", err)
		}
		for _, name := range found {
			for _, stem := range stemsOf(name) {
				c[fold(stem)] = append(c[fold(stem)], name)
			}
		}
		if err := c.addSettings(root, dir); err != nil {
			return nil, err
		}
	}
	n.folder[destination][dir] = c
	return c, nil
}

// addSettings adds what stands in the folders of other programs' settings. One that cannot
// be read keeps no photo from its name: what is written to it replaces nothing.
func (c contents) addSettings(root *os.Root, dir string) error {
	in, err := root.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("opening a folder of the destination: %w", err)
	}
	defer in.Close()
	files, err := scan.SettingsFiles(func(folder string) ([]fs.DirEntry, error) {
		info, err := in.Stat(folder)
		if err == nil && info.IsDir() {
			var found []fs.DirEntry
			if found, err = fs.ReadDir(in.FS(), folder); err == nil {
				return found, nil
			}
		}
		if folder != "." {
			return nil, nil
		}
		return nil, cmp.Or(err, fs.ErrInvalid)
	}, false)
	if err != nil {
		return fmt.Errorf("reading a folder of the destination: %w", err)
	}
	for _, file := range files {
		image := scan.SettingsOf(path.Base(file), func(name string) string {
			if picture.FormatByName(name) == library.UnknownFormat {
				return ""
			}
			return name
		})
		if image != "" {
			key := fold(stemOf(image))
			c[key] = append(c[key], filepath.FromSlash(file))
		}
	}
	return nil
}

// stemsOf gives what a name may share with its partners: IMG.CR2.xmp belongs to
// IMG and to IMG.CR2.
func stemsOf(name string) []string {
	stem := stemOf(name)
	stems := []string{stem}
	if stemOf(stem) != stem && picture.FormatByName(stem) != library.UnknownFormat {
		stems = append(stems, stemOf(stem))
	}
	if stem != name {
		stems = append(stems, name) // a folder or file that has the bare name
	}
	return stems
}

// fold makes names equal that some file system takes for equal: upper and lower
// case, and accents written as one character or as two.
func fold(s string) string { return strings.ToLower(norm.NFC.String(s)) }
