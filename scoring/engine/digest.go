package engine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"keeplight.app/keeplight/library"
)

// DigestStore remembers what a person's own files were when they were first
// used, so that gigabytes are read once and a change is seen.
type DigestStore interface {
	// Recall gives what was remembered for a file's absolute path.
	Recall(path string) (Fingerprint, bool, error)
	// Remember replaces it.
	Remember(path string, f Fingerprint) error
}

// Fingerprint tells a file's contents from others.
type Fingerprint struct {
	Size    int64     // bytes
	ModTime time.Time // as the file system says
	Digest  string    // SHA-256 in hex
}

// files are the sizes and times of a model's two files.
type files [2]Fingerprint

func statFiles(o *Options) (f files, err error) {
	for i, path := range []string{o.Model, o.Projector} {
		info, err := os.Stat(path)
		if err != nil {
			return f, faultf(ErrModel, "reading %s: %v", library.Display(path), err)
		}
		f[i] = Fingerprint{Size: info.Size(), ModTime: info.ModTime()}
	}
	return f, nil
}

// unchanged refuses files that are others now than when they were digested: the
// scores would name the wrong model.
func (f files) unchanged(o *Options) error {
	now, err := statFiles(o)
	if err != nil {
		return err
	}
	for i, path := range []string{o.Model, o.Projector} {
		if now[i].Size != f[i].Size || !now[i].ModTime.Equal(f[i].ModTime) {
			return faultf(ErrModel, "%s was changed while it was in use; start scoring again to use it as it is now", library.Display(path))
		}
	}
	return nil
}

// digest gives the digests of both files, joined by a plus sign.
func (e *Engine) digest(ctx context.Context) (string, error) {
	var digests [2]string
	for i, path := range []string{e.opts.Model, e.opts.Projector} {
		var err error
		if digests[i], err = e.digestOf(ctx, path, e.files[i]); err != nil {
			return "", err
		}
	}
	return digests[0] + "+" + digests[1], nil
}

// digestOf gives a file's digest, remembered or computed, and says so when it is
// another than the one that was remembered.
func (e *Engine) digestOf(ctx context.Context, path string, now Fingerprint) (string, error) {
	if e.opts.Remember == nil {
		return hashFile(ctx, path)
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", faultf(ErrModel, "finding %s: %v", library.Display(path), err)
	}
	old, known, err := e.opts.Remember.Recall(absolute)
	if err != nil {
		e.opts.Log(fmt.Sprintf("recalling the digest of %s: %v", library.Display(path), err))
	}
	if known && old.Size == now.Size && old.ModTime.Equal(now.ModTime) {
		return old.Digest, nil
	}
	if now.Digest, err = hashFile(ctx, path); err != nil {
		return "", err
	}
	if known && old.Digest != now.Digest {
		text := fmt.Sprintf("%s is another file than the one that was used before: its scores are kept apart from those", library.Display(path))
		e.opts.Log(text)
		e.changed = text
	}
	if err := e.opts.Remember.Remember(absolute, now); err != nil {
		e.opts.Log(fmt.Sprintf("remembering the digest of %s: %v", library.Display(path), err))
	}
	return now.Digest, nil
}

// hashFile gives the SHA-256 of a file in hex.
func hashFile(ctx context.Context, path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", faultf(ErrModel, "reading %s: %v", library.Display(path), err)
	}
	defer f.Close()
	h := sha256.New()
	buf := make([]byte, 1<<20)
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		n, err := f.Read(buf)
		h.Write(buf[:n])
		if err == io.EOF {
			return hex.EncodeToString(h.Sum(nil)), nil
		}
		if err != nil {
			return "", faultf(ErrModel, "reading %s: %v", library.Display(path), err)
		}
	}
}
