package pictures

import (
	"context"
	"errors"

	"golang.org/x/sync/semaphore"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exiftool"
	"keeplight.app/keeplight/library/filecache"
	"keeplight.app/keeplight/library/fingerprint"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/worker"
)

// Options say what pictures are made with.
type Options struct {
	Dir      string         // the catalogue's folder, which keeps the list of files in quarantine
	ReadOnly bool           // nothing is written to that list
	Store    Store          // of thumbnails
	Media    worker.Options // how HEIC and AVIF are decoded; its Quarantine and Log are set here
	Log      func(string)   // notes for a developer

	Files *filecache.Cache // what files are read through; nil for a cache of its own

	// Printed is told of the fingerprint of each photo's picture as it is made, by
	// any goroutine, whether it could be stored or not. The ID of a photo that is not
	// in the catalogue yet is 0. nil is told nothing.
	Printed func(*library.Photo, *fingerprint.Print)
}

// Pictures reads photos of all formats, those too that another process decodes,
// and RAW files in which only ExifTool finds a preview. Its methods may be called
// from any goroutine.
type Pictures struct {
	media    *worker.Decoder
	files    *filecache.Cache
	previews *exiftool.Tool // nil where none is installed
	thumbs   *thumbs
	scans    picture.Reader // its room bounds the photos that are being scored

	whole *semaphore.Weighted // Subject's photos that take the memory of the whole: one at a time
}

// Open gets ready to read pictures. Nothing of it fails: what is missing is noted,
// and the pictures that need it say so.
func Open(o Options) *Pictures {
	media := o.Media
	media.Log = o.Log
	var err error
	if media.Quarantine, err = worker.OpenQuarantine(o.Dir); err != nil {
		o.Log(err.Error()) // without the list, a bad file costs its time again
	}
	if o.ReadOnly {
		media.Quarantine.KeepInMemory()
	}
	ps := &Pictures{media: worker.New(media), files: o.Files, whole: semaphore.NewWeighted(1)}
	if ps.files == nil {
		ps.files = filecache.New(filecache.Options{Bytes: filecache.DefaultBytes})
	}
	if tool, ok := exiftool.Find(); ok {
		ps.previews = tool
	}
	ps.thumbs = newThumbs(o.Store, ps.Reader, o.Log)
	ps.scans = ps.Reader(filecache.Last)
	ps.scans.Room = scanRoom()
	ps.thumbs.printed = o.Printed
	return ps
}

// Close waits for what nobody waits for any more and ends the processes. The store
// of thumbnails is not used after it.
func (ps *Pictures) Close() {
	ps.thumbs.wait()
	ps.media.Close()
	if ps.previews != nil {
		ps.previews.Close()
	}
}

// Reader reads files from the disk for a purpose. It does not wait for others that
// decode.
func (ps *Pictures) Reader(p filecache.Purpose) picture.Reader {
	r := picture.Reader{Foreign: ps.media, Files: ps.files.For(p)}
	if ps.previews != nil {
		r.Previews = ps.previews
	}
	return r
}

// Load gives a photo's picture for a person who looks at it, upright, its long
// side at most side pixels, or whole with 0. It does not wait for those who score
// or make thumbnails, and keeps nothing. Errors are those of picture.Reader.
func (ps *Pictures) Load(ctx context.Context, p *library.Photo, side int) (*picture.Picture, error) {
	return loadTwice(ctx, ps.Reader(filecache.View), p.Path, side)
}

// loadTwice reads a file for a person who waits for it: one that ended its decoder
// is tried again at once. Errors are those of picture.Reader.
func loadTwice(ctx context.Context, r picture.Reader, path string, side int) (*picture.Picture, error) {
	file, err := r.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return decodeTwice(ctx, r, file, path, side)
}

func decodeTwice(ctx context.Context, r picture.Reader, file *filecache.File, path string, side int) (*picture.Picture, error) {
	pic, err := r.Decode(ctx, file.Data, path, side)
	if errors.Is(err, picture.ErrTryAgain) {
		return r.Decode(ctx, file.Data, path, side)
	}
	return pic, err
}

// IsAtHand is true for a photo whose file was read and is kept in memory for the one
// that scores it.
func (ps *Pictures) IsAtHand(p *library.Photo) bool { return ps.files.Has(p.Path, p.Size, p.ModTime) }

// AtHand gives IsAtHand, nil while no file is kept.
func (ps *Pictures) AtHand() func(p *library.Photo) bool {
	if ps.files.Kept() == 0 {
		return nil
	}
	return ps.IsAtHand
}

// TryAgain has a file decoded when it is next asked for, also if it is set aside.
// Errors are of reading it, the context's, or of writing the list of files in quarantine.
func (ps *Pictures) TryAgain(ctx context.Context, path string) error {
	file, err := ps.Reader(filecache.View).Open(ctx, path)
	if err != nil {
		return err
	}
	defer file.Close()
	return ps.media.TryAgain(file.Data)
}

// MayShow is true for a photo with a problem of which this version may show more than
// the one that found it: another process decodes it, or it is a JPEG or PNG of which
// a part is there.
func (ps *Pictures) MayShow(ctx context.Context, p *library.Photo) bool {
	isCut := message.English(p.Problem) == message.English(message.New(message.FileCut))
	if isCut && (p.Format == library.JPEG || p.Format == library.PNG) {
		return true
	}
	format, err := ps.Reader(filecache.Background).SniffFile(ctx, p.Path) // whatever its name says
	if format == library.RAW {
		return ps.media.Reads(format) == nil
	}
	return err == nil && ps.Reader(filecache.View).Reads(format)
}
