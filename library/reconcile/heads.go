package reconcile

import (
	"context"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/picture"
)

const (
	// headBytes is how much of a file's start tells when a photo was taken: EXIF, of
	// at most 64 KB, and the segments before it. It is a hundredth of a photo.
	headBytes = 128 << 10

	// fewJobs is how many files are read whole about as soon as their heads would be.
	fewJobs = 8
)

// HeadReader is a Reader that also tells facts by the start of a file alone, so that
// a folder is in order long before all of it has been read. What it tells is for
// the time until the file is read; a zero Capture.Time says that it does not know.
type HeadReader interface {
	ReadHead(ctx context.Context, path string) Facts
}

var _ HeadReader = FileReader{}

// ReadHead gives the capture facts of the file at path, and of a JPEG its size, as
// far as they stand at its start.
func (r FileReader) ReadHead(ctx context.Context, path string) Facts {
	head, info, err := r.Pictures.Files.Head(ctx, path, headBytes)
	if err != nil {
		return Facts{} // reading the file says why
	}
	format := picture.Sniff(head, path)
	facts := Facts{Size: info.Size(), ModTime: info.ModTime()}
	var source exif.TimeSource
	facts.Capture, source, _ = exif.ReadDated(head, format)
	if source.IsOfFile() {
		return Facts{} // there may be a better date further on
	}
	if format == library.JPEG {
		facts.Width, facts.Height, _ = picture.TurnedSize(head, facts.Capture.Orientation) // 0 where it begins further on
	}
	return facts
}

// readsHead is true for a row of which nothing is known yet. What is known of a photo
// stays until its file says by its pixels whether it is the same one.
func (r *run) readsHead(row *row) bool {
	_, can := r.opts.Reader.(HeadReader)
	return can && row.hash == "" && row.taken.IsZero()
}

// finishHead takes what the start of a file told, unless the file is being read or
// has been meanwhile.
func (r *run) finishHead(ctx context.Context, j job, f *Facts) error {
	row, waits := r.index.byID[j.id], r.queue.has(j.id)
	if !waits || row == nil || row.missing || row.file.Path != j.path || f.Capture.Time.IsZero() ||
		f.Size != row.file.Size || !f.ModTime.Equal(row.file.ModTime) {
		return nil
	}
	r.reads = append(r.reads, catalog.Read{
		ID: j.id, Width: f.Width, Height: f.Height, Capture: f.Capture, Size: f.Size, ModTime: f.ModTime,
	})
	if len(r.reads) < maxReads {
		return nil
	}
	return r.flush(ctx)
}
