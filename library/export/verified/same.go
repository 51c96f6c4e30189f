package verified

import (
	"context"
	"fmt"
	"os"
	"time"

	"keeplight.app/keeplight/library/safefile"
)

// coarseTime is the step of the coarsest file times, those of FAT.
const coarseTime = 2 * time.Second

// LooksSame is true when a regular file of dir has the source's size and time,
// or, where only the time differs, the source's bytes. It is quick for what
// Copy made, and no proof; Same is.
func LooksSame(ctx context.Context, source string, dir *os.Root, name string) (bool, error) {
	there, err := dir.Lstat(name)
	if err != nil {
		return false, fmt.Errorf("checking the existing file: %w", err)
	}
	original, err := os.Stat(source)
	if err != nil {
		return false, fmt.Errorf("checking the original: %w", err)
	}
	if !there.Mode().IsRegular() || there.Size() != original.Size() {
		return false, nil
	}
	if there.ModTime().Sub(original.ModTime()).Abs() <= coarseTime {
		return true, nil
	}
	return Same(ctx, source, dir, name)
}

// SourceError is about the original, which says nothing about the folder that it is
// brought to.
type SourceError struct{ Err error }

// Error gives the text of what it holds.
func (e SourceError) Error() string { return e.Err.Error() }

// Unwrap gives what it holds.
func (e SourceError) Unwrap() error { return e.Err }

// Same is true when a regular file of dir has exactly the source's bytes. The
// error is fs.ErrNotExist where either is missing, and a SourceError where it is the
// source's.
func Same(ctx context.Context, source string, dir *os.Root, name string) (bool, error) {
	_, same, err := SameHash(ctx, source, dir, name)
	return same, err
}

// SameHash is Same that also gives the hash of equal bytes; it is zero for a second
// name of the source, which need not be read.
func SameHash(ctx context.Context, source string, dir *os.Root, name string) (hash Hash, same bool, err error) {
	there, err := dir.Lstat(name)
	if err != nil {
		return Hash{}, false, fmt.Errorf("checking the existing file: %w", err)
	}
	in, original, err := safefile.Open(source)
	if err != nil {
		return Hash{}, false, SourceError{err}
	}
	defer in.Close()
	if os.SameFile(there, original) {
		return Hash{}, true, nil
	}
	if !there.Mode().IsRegular() || there.Size() != original.Size() {
		return Hash{}, false, nil
	}
	out, err := dir.Open(name)
	if err != nil {
		return Hash{}, false, fmt.Errorf("opening the existing file: %w", err)
	}
	defer out.Close()
	want, err := Sum(ctx, in)
	if err != nil {
		return Hash{}, false, SourceError{fmt.Errorf("comparing the original: %w", err)}
	}
	got, err := Sum(ctx, out)
	if err != nil {
		return Hash{}, false, fmt.Errorf("comparing the existing file: %w", err)
	}
	return want, got == want, nil
}
