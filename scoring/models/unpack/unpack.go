package unpack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"keeplight.app/keeplight/library/disk"
)

// What callers decide by.
var (
	// ErrHostile says that an archive holds what no honest one does.
	ErrHostile = errors.New("the archive is not trusted")
	// ErrDamaged says that an archive cannot be read.
	ErrDamaged = errors.New("the archive is damaged")
	// ErrNoRoom says that the disk is full.
	ErrNoRoom = errors.New("there is not enough space on the disk")
)

// Limits bound what an archive may hold.
type Limits struct {
	Entries int   // files, folders and links
	Bytes   int64 // of all files together, unpacked
}

// Archive unpacks the files that are Wanted into dir, which exists. The name
// says of which kind the archive is. On an error dir may hold some of them: its
// owner removes it.
func Archive(ctx context.Context, archive, dir string, limits Limits) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("opening the folder to unpack to: %w", err)
	}
	u := &unpacker{ctx: ctx, root: root, left: limits}
	switch {
	case strings.HasSuffix(archive, ".zip"):
		err = u.zip(archive)
	case strings.HasSuffix(archive, ".tar.gz"):
		err = u.tar(archive)
	default:
		err = fmt.Errorf("%w: %q is neither .zip nor .tar.gz", ErrDamaged, archive)
	}
	if err == nil {
		err = u.makeLinks()
	}
	return errors.Join(err, root.Close())
}

// unpacker writes into one folder, which it cannot leave.
type unpacker struct {
	ctx   context.Context
	root  *os.Root
	left  Limits
	links []link
}

// link is a symbolic link that stands for a file of the same folder.
type link struct{ name, to string }

// count refuses an archive with more entries than allowed.
func (u *unpacker) count() error {
	if u.left.Entries--; u.left.Entries < 0 {
		return fmt.Errorf("%w: it has too many entries", ErrHostile)
	}
	return u.ctx.Err()
}

// file writes one entry. size is what the archive says of it.
func (u *unpacker) file(name string, in io.Reader, size int64) error {
	if size < 0 || size > u.left.Bytes {
		return fmt.Errorf("%w: it unpacks to more than is allowed", ErrHostile)
	}
	out, err := u.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o755)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%w: it holds %s twice", ErrHostile, name)
	}
	if err != nil {
		return fmt.Errorf("unpacking %s: %w", name, err)
	}
	n, err := io.Copy(out, io.LimitReader(&patient{u.ctx, in}, size+1))
	if err == nil {
		err = out.Sync()
	}
	if closeErr := out.Close(); err == nil {
		err = closeErr
	}
	switch {
	case u.ctx.Err() != nil:
		return u.ctx.Err()
	case disk.IsFull(err):
		return fmt.Errorf("%w: unpacking %s: %w", ErrNoRoom, name, err)
	case err != nil:
		return fmt.Errorf("%w: unpacking %s: %w", ErrDamaged, name, err)
	case n != size:
		return fmt.Errorf("%w: %s does not have the %d bytes that it claims", ErrDamaged, name, size)
	}
	u.left.Bytes -= n
	return nil
}

// linkTo notes a link for makeLinks. It may stand only for a file beside it.
func (u *unpacker) linkTo(name, to string) error {
	if !plainName(to) {
		return fmt.Errorf("%w: the link %s leads to %q", ErrHostile, name, to)
	}
	u.links = append(u.links, link{name, to})
	return nil
}

// makeLinks makes the links once the files are there. One that leads nowhere,
// or round in a circle, is refused.
func (u *unpacker) makeLinks() error {
	for _, l := range u.links {
		err := u.root.Symlink(l.to, l.name)
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("%w: it holds %s twice", ErrHostile, l.name)
		}
		if err != nil {
			return fmt.Errorf("linking %s: %w", l.name, err)
		}
	}
	for _, l := range u.links {
		info, err := u.root.Stat(l.name)
		if err != nil || !info.Mode().IsRegular() {
			return fmt.Errorf("%w: the link %s leads to no file", ErrHostile, l.name)
		}
	}
	return nil
}

// patient reads until its context ends.
type patient struct {
	ctx context.Context
	in  io.Reader
}

func (p *patient) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.in.Read(b)
}
