package export

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/text/unicode/norm"

	"keeplight.app/keeplight/library/export/verified"
)

// maxNumber is the highest number that is put behind a name.
const maxNumber = 9999

// errNoName says that every numbered name is taken.
var errNoName = errors.New("too many files of that name are in the destination")

// names gives out stems that nobody uses, neither the plan nor the destination.
type names struct {
	root   *os.Root            // nil while the destination does not exist
	taken  map[string]bool     // folded stems of the plan, with their folder
	next   map[string]int      // number at which to go on looking for a stem
	folder map[string]contents // what stands in the destination's folders
}

// contents is what stands in one folder: the names of all files, by folded stem.
type contents map[string][]string

func newNames(to string) (*names, error) {
	n := &names{taken: map[string]bool{}, next: map[string]int{}, folder: map[string]contents{}}
	root, err := os.OpenRoot(to)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("opening the destination folder: %w", err)
	}
	if err == nil {
		n.root = root
	}
	return n, nil
}

func (n *names) close() {
	if n.root != nil {
		n.root.Close()
	}
}

// choose gives the group the first number under which it is alone, or under
// which what stands there is the same already. The whole stem has to be free:
// another shot's RAW beside this one's JPEG would be taken for its partner.
func (n *names) choose(ctx context.Context, g *Group) error {
	here, err := n.list(g.Dir)
	if err != nil {
		return err
	}
	first := fold(filepath.Join(g.Dir, g.Stem))
	for number := n.next[first]; number <= maxNumber; number = nextNumber(number) {
		g.Number = number
		stem := numbered(g.Stem, number)
		key := fold(filepath.Join(g.Dir, stem))
		if n.taken[key] {
			continue
		}
		free, err := n.fits(ctx, g, here[fold(stem)])
		if err != nil {
			return err
		}
		if free {
			n.taken[key] = true
			n.next[first] = nextNumber(number)
			return nil
		}
	}
	return errNoName
}

// nextNumber counts 0, 2, 3: the second photo of a name is number two.
func nextNumber(n int) int { return max(n, 1) + 1 }

// fits is true when all that stands under the group's stem is the group itself.
func (n *names) fits(ctx context.Context, g *Group, standing []string) (bool, error) {
	there := make([]bool, len(g.Files))
	for _, name := range standing {
		i := g.indexOf(name)
		if i < 0 {
			return false, nil
		}
		same, err := verified.LooksSame(ctx, g.Files[i].From, n.root, filepath.Join(g.Dir, name))
		if err != nil || !same {
			return false, err
		}
		there[i] = true
	}
	for i := range g.Files {
		g.Files[i].There = there[i]
	}
	return true, nil
}

// indexOf finds the group's file that would get exactly this name.
func (g *Group) indexOf(name string) int {
	for i, f := range g.Files {
		if numbered(g.Stem, g.Number)+f.Suffix == name {
			return i
		}
	}
	return -1
}

// list reads a folder of the destination once.
func (n *names) list(dir string) (contents, error) {
	if c, ok := n.folder[dir]; ok || n.root == nil {
		return c, nil
	}
	c := contents{}
	d, err := n.root.Open(dir)
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
	}
	n.folder[dir] = c
	return c, nil
}

// stemsOf gives what a name may share with its partners: IMG.CR2.xmp belongs to
// IMG and to IMG.CR2.
func stemsOf(name string) []string {
	stem := stemOf(name)
	stems := []string{stem}
	if strings.EqualFold(filepath.Ext(name), ".xmp") && stemOf(stem) != stem {
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
