package export

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export/checksum"
	"keeplight.app/keeplight/library/export/verified"
)

// setAside makes room for originals that another program has changed after a move had
// brought them: the photo arrives whole under its own name, and what arrived before the
// change gets a free number. It may be all that is left of a file that was damaged, so it
// is not removed.
func (b *batch) setAside(ctx context.Context) error {
	for i := range b.group.Files {
		f := &b.group.Files[i]
		if b.mode != Move || b.notes[b.name(i)] != f.From {
			continue
		}
		same, err := verified.Same(ctx, f.From, b.at[0].dir, b.name(i))
		if same || errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			err = b.setAsideOne(ctx, i)
		}
		if err != nil {
			return fmt.Errorf("keeping %s as it was before another program changed it: %w", library.Display(b.name(i)), err)
		}
	}
	return nil
}

// setAsideOne gives the i-th file another name in each place that has the same file.
func (b *batch) setAsideOne(ctx context.Context, i int) error {
	f := &b.group.Files[i]
	if b.aside == "" { // what arrived together stays together
		var err error
		if b.aside, err = b.freeStem(); err != nil {
			return err
		}
	}
	name := filepath.Join(f.Sub, b.aside+f.Suffix)
	first := filepath.Join(b.at[0].dir.Name(), b.name(i))
	// The first one goes last: by it the next run knows what to set aside in the second.
	for _, p := range slices.Backward(b.at) {
		if p.err != nil {
			continue
		}
		if p.number > 0 {
			if same, err := verified.Same(ctx, first, p.dir, b.name(i)); err != nil || !same {
				continue // what stands there is another file, or none
			}
		}
		dir, err := p.below.In(p.dir, f.Sub)
		if err == nil {
			err = verified.Rename(dir, filepath.Base(b.name(i)), filepath.Base(name))
		}
		if err == nil && p.digests != nil {
			var sum checksum.Digest
			if sum, err = checksum.Of(ctx, p.dir, name); err == nil {
				p.to.listed = append(p.to.listed, checksum.Entry{Name: filepath.ToSlash(filepath.Join(b.group.Dir, name)), Digest: sum})
			}
		}
		if err = b.lose(ctx, p, err); err != nil {
			return err
		}
	}
	b.kept = append(b.kept, library.Display(filepath.Base(b.name(i)))+" had been changed by another program since it was moved; what was there before the change is kept as "+library.Display(filepath.Base(name)))
	return nil
}

// freeStem gives the group's stem with the first number that nothing in its folder has, so
// that no other photo becomes its partner.
func (b *batch) freeStem() (string, error) {
	taken := map[string]bool{}
	for _, p := range b.at {
		if p.err != nil {
			continue
		}
		found, err := fs.ReadDir(p.dir.FS(), ".")
		if err != nil {
			return "", fmt.Errorf("reading a folder of the destination: %w", err)
		}
		for _, e := range found {
			for _, stem := range stemsOf(e.Name()) {
				taken[fold(stem)] = true
			}
		}
	}
	for n := NextNumber(b.group.Number); n <= MaxNumber; n = NextNumber(n) {
		stem := Numbered(b.group.Stem, n)
		if !taken[fold(stem)] {
			return stem, nil
		}
	}
	return "", ErrNoName
}
