package unpack

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"keeplight.app/keeplight/library/safefile"
)

// tar unpacks a .tar.gz.
func (u *unpacker) tar(archive string) error {
	f, _, err := safefile.Open(archive)
	if err != nil {
		return err
	}
	defer f.Close()
	packed, err := gzip.NewReader(bufio.NewReader(&patient{u.ctx, f}))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	defer packed.Close()
	// What is not wanted is unpacked too, only to be passed over: it is bounded
	// as well.
	all := &io.LimitedReader{R: packed, N: u.left.Bytes + int64(u.left.Entries)*2048}
	in := tar.NewReader(all)
	for {
		header, err := in.Next()
		switch {
		case errors.Is(err, io.EOF) && all.N > 0:
			return nil
		case all.N <= 0:
			return fmt.Errorf("%w: it unpacks to more than is allowed", ErrHostile)
		case err != nil && u.ctx.Err() != nil:
			return u.ctx.Err()
		case err != nil:
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if err := u.tarEntry(header, in); err != nil {
			return err
		}
	}
}

func (u *unpacker) tarEntry(header *tar.Header, in io.Reader) error {
	if err := u.count(); err != nil {
		return err
	}
	if header.Typeflag == tar.TypeXGlobalHeader {
		return nil
	}
	name, err := flatName(header.Name)
	if err != nil {
		return err
	}
	switch header.Typeflag {
	case tar.TypeDir:
		return nil
	case tar.TypeReg:
		if Wanted(name) {
			return u.file(name, in, header.Size)
		}
		return nil
	case tar.TypeSymlink:
		if Wanted(name) {
			return u.linkTo(name, header.Linkname)
		}
		return nil
	}
	return fmt.Errorf("%w: %s is neither file nor folder nor link", ErrHostile, name)
}
