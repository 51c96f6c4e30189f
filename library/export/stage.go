package export

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"keeplight.app/keeplight/library/export/checksum"
	"keeplight.app/keeplight/library/export/verified"
)

// stage brings one file under hidden names to wherever it is missing, and reads it once
// for all copies.
func (b *batch) stage(ctx context.Context, i int) error {
	f := &b.group.Files[i]
	var places []*place
	for _, p := range b.at {
		if p.err == nil && !f.There[p.number] && p.staged[i] == nil {
			places = append(places, p)
		}
	}
	if len(places) > 0 && places[0].number == 0 {
		dir, err := places[0].below.In(places[0].dir, f.Sub)
		if err != nil {
			return err
		}
		staged, err := b.withoutCopying(ctx, f.From, dir)
		if err != nil {
			return err
		}
		if staged != nil {
			places[0].staged[i] = staged
			places = places[1:]
		}
	}
	places, err := b.withRoom(ctx, places, f.Size)
	if err != nil || len(places) == 0 {
		return err
	}
	places, dirs, err := b.folders(ctx, places, f.Sub)
	if err != nil || len(places) == 0 {
		return err
	}
	copies, err := b.copier.CopyTo(ctx, f.From, dirs...)
	if err != nil {
		return err
	}
	var all error
	for k, c := range copies {
		places[k].staged[i] = c.File
		all = errors.Join(all, b.lose(ctx, places[k], c.Err))
	}
	return all
}

// folders opens the folder of a file in each place, and leaves out places that lack it.
func (b *batch) folders(ctx context.Context, places []*place, sub string) (with []*place, dirs []*os.Root, all error) {
	for _, p := range places {
		dir, err := p.below.In(p.dir, sub)
		if err == nil {
			with, dirs = append(with, p), append(dirs, dir)
		}
		all = errors.Join(all, b.lose(ctx, p, err))
	}
	return with, dirs, all
}

// withRoom leaves out places that a file of that many bytes would fill once more.
func (b *batch) withRoom(ctx context.Context, places []*place, size int64) (with []*place, all error) {
	for _, p := range places {
		err := p.to.hasRoom(size)
		if err == nil {
			with = append(with, p)
		}
		all = errors.Join(all, b.lose(ctx, p, err))
	}
	return with, all
}

// withoutCopying brings a file into the first destination in another way than by copying
// its bytes, where that was asked for and can be had; nil where it has to be copied. A
// second destination is there to hold bytes of its own: it always gets a copy.
func (b *batch) withoutCopying(ctx context.Context, source string, dir *os.Root) (*verified.File, error) {
	switch b.mode {
	case HardLink:
		return verified.Link(source, dir)
	case Reflink:
		f, err := b.copier.Clone(ctx, source, dir)
		if errors.Is(err, verified.ErrNoClone) {
			return nil, nil
		}
		return f, err
	case Move:
		// Within a volume the very same file gets a new name, so that
		// programs that know it by its identity still do.
		if f, err := verified.Link(source, dir); err == nil {
			return f, nil
		}
	}
	return nil, nil
}

// digest notes the i-th file's checksum in each place where a list is wanted: that of the
// copying where there is one, else that of the file which is there.
func (b *batch) digest(ctx context.Context, i int) error {
	for _, p := range b.at {
		if p.err != nil || p.digests == nil {
			continue
		}
		name := b.name(i)
		if f := p.staged[i]; f != nil {
			if sum := f.SHA256(); sum != nil {
				p.digests[i] = checksum.Digest(sum)
				continue
			}
			name = filepath.Join(b.group.Files[i].Sub, f.Name())
		}
		sum, err := checksum.Of(ctx, p.dir, name)
		if err := b.lose(ctx, p, err); err != nil {
			return err
		}
		p.digests[i] = sum
	}
	return nil
}
