package reconcile

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/answer"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/filecache"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/picture"
)

// Facts are what reading a file told.
type Facts struct {
	Hash    library.Hash
	Width   int // pixels of the upright picture
	Height  int
	Capture library.Capture
	Edited  bool            // Capture.Time is that of the file's last change: the camera's clock is not known
	Problem library.Message // why the photo cannot be shown, zero when it can
	Damage  library.Message // what is wrong with one that can, zero when nothing is

	Silent  bool      // the drive says nothing: the file is to be read after the next scan, and nothing else here is known
	Gone    bool      // there was no file to read
	Again   bool      // its decoder broke down, which proves nothing: the file is to be read once more after the others
	Partial bool      // the file ends before the picture does: it is damaged, or not there in full yet
	Moving  bool      // size or time changed while it was read: nothing else here can be trusted
	Size    int64     // of the file that was read
	ModTime time.Time // of the file that was read
}

// Reader reads one file. What goes wrong is among the facts. It is called from
// several goroutines at once.
type Reader interface {
	Read(ctx context.Context, path string) Facts
}

// FileReader reads photos from the disk.
type FileReader struct {
	// Pictures opens the files, and tells the size of formats that another process
	// decodes.
	Pictures picture.Reader

	// Then hears of each photo that can be shown while its bytes are still at hand,
	// and must not wait; nil where nobody does.
	Then func(path string, file *filecache.File)
}

var _ Reader = FileReader{}

// Read gives the facts of the file at path.
func (r FileReader) Read(ctx context.Context, path string) Facts {
	info, err := r.stat(ctx, path)
	if err != nil {
		return unread(ctx, err)
	}
	facts := Facts{Size: info.Size(), ModTime: info.ModTime()}
	file, err := r.Pictures.Open(ctx, path)
	if err != nil {
		failed := unread(ctx, err)
		failed.Size, failed.ModTime = facts.Size, facts.ModTime
		return failed
	}
	defer file.Close()
	facts.Size, facts.ModTime = file.Size, file.ModTime
	if file.Moved {
		if info, err = r.stat(ctx, path); err != nil {
			return unread(ctx, err)
		}
		facts.Size, facts.ModTime, facts.Moving = info.Size(), info.ModTime(), true
		return facts
	}
	facts.take(ctx, r.Pictures, file.Data, path)
	// What was cut short says nothing about the file.
	facts.Moving = ctx.Err() != nil
	if r.Then != nil && !facts.Moving && facts.Problem.IsZero() {
		r.Then(path, file)
	}
	return facts
}

func (r FileReader) stat(ctx context.Context, path string) (fs.FileInfo, error) {
	return filecache.Ask(ctx, r.Pictures.Files, path, func() (fs.FileInfo, error) { return os.Stat(path) })
}

func unread(ctx context.Context, err error) Facts {
	if errors.Is(err, answer.ErrNone) {
		return Facts{Silent: true}
	}
	return Facts{Problem: library.MessageOf(err), Gone: errors.Is(err, fs.ErrNotExist), Moving: ctx.Err() != nil}
}

// take fills in what the bytes tell.
func (f *Facts) take(ctx context.Context, pictures picture.Reader, data []byte, name string) {
	if len(data) == 0 {
		f.Problem, f.Partial = library.MessageOf(picture.ErrEmpty), true
		return
	}
	format := picture.Sniff(data, name)
	f.Hash = picture.ImageHash(data, format)
	// Capture facts that cannot be read are only missing: the picture may well
	// be whole.
	var source exif.TimeSource
	f.Capture, source, _ = exif.ReadDated(data, format)
	f.Edited = source.IsOfFile()
	if !isWhole(data, format) {
		f.Partial = true
		if f.cutShort(ctx, pictures, data, format, name) {
			return // a decoder has looked at it
		}
	}
	w, h, err := f.dimensions(ctx, pictures, data, format, name)
	if err != nil && f.Problem.IsZero() {
		f.Problem = library.MessageOf(err)
		// A copy that reserves its space first is all zeros until it is filled,
		// and the preview of a RAW file may lie at its end.
		f.Partial = format == library.RAW || !errors.Is(err, picture.ErrUnsupported)
		f.Again = errors.Is(err, picture.ErrTryAgain)
	}
	f.Width, f.Height = w, h
}

// cutShort says of a file that is not whole that it cannot be shown, or how much of
// it can. It is true where the size is known too.
func (f *Facts) cutShort(ctx context.Context, pictures picture.Reader, data []byte, format library.Format, name string) (sized bool) {
	switch {
	case format == library.JPEG || format == library.PNG:
		if d, err := picture.DamageOf(data, format); err == nil {
			f.Damage = d.Message()
			return false
		}
	case pictures.Reads(format):
		if pic, err := pictures.Decode(ctx, data, name, 1); err == nil {
			if pic.Damage.Kind == picture.Undamaged { // what is missing is none of the picture
				pic.Damage = picture.Damage{Kind: picture.NoEnd, Sound: 1}
			}
			f.Width, f.Height, f.Damage = pic.Width, pic.Height, pic.Damage.Message()
			return true
		}
	}
	f.Problem = message.New(message.FileCut)
	return false
}

// dimensions gives the size of the upright picture.
func (f *Facts) dimensions(ctx context.Context, pictures picture.Reader, data []byte, format library.Format, name string) (w, h int, err error) {
	switch format {
	case library.HEIF, library.AVIF, library.WebP, library.JPEGXL:
		if f.Partial {
			return 0, 0, nil // half a file is not given to a decoder that can crash
		}
		return pictures.ForeignSize(ctx, data, name)
	}
	if format == library.RAW {
		info, err := pictures.RAWSize(ctx, data, name)
		f.Damage, f.Partial = info.Damage.Message(), info.Damage.Kind != picture.Undamaged
		return info.Width, info.Height, err
	}
	return dimensions(ctx, data, format, f.Capture.Orientation, name)
}
