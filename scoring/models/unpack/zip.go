package unpack

import (
	"archive/zip"
	"fmt"
	"io"
	"io/fs"

	"keeplight.app/keeplight/library/safefile"
)

// zip unpacks a .zip.
func (u *unpacker) zip(archive string) error {
	f, info, err := safefile.Open(archive)
	if err != nil {
		return err
	}
	defer f.Close()
	in, err := zip.NewReader(f, info.Size())
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	for _, entry := range in.File {
		if err := u.zipEntry(entry); err != nil {
			return err
		}
	}
	return nil
}

func (u *unpacker) zipEntry(entry *zip.File) error {
	if err := u.count(); err != nil {
		return err
	}
	name, err := flatName(entry.Name)
	if err != nil {
		return err
	}
	mode := entry.Mode()
	switch {
	case mode.IsDir() || !Wanted(name):
		return nil
	case !mode.IsRegular() && mode.Type() != fs.ModeSymlink:
		return fmt.Errorf("%w: %s is neither file nor folder nor link", ErrHostile, name)
	case entry.UncompressedSize64 > uint64(u.left.Bytes):
		return fmt.Errorf("%w: it unpacks to more than is allowed", ErrHostile)
	}
	in, err := entry.Open()
	if err != nil {
		return fmt.Errorf("%w: %s: %w", ErrDamaged, name, err)
	}
	defer in.Close()
	if mode.Type() != fs.ModeSymlink {
		return u.file(name, in, int64(entry.UncompressedSize64))
	}
	to, err := io.ReadAll(io.LimitReader(in, longestName+1))
	if err != nil {
		return fmt.Errorf("%w: %s: %w", ErrDamaged, name, err)
	}
	return u.linkTo(name, string(to))
}
