package picture

import (
	"context"
	"errors"
	"fmt"
	"image"

	"keeplight.app/keeplight/library/safefile"
)

// errClosed says that a scan has let go of its picture.
var errClosed = errors.New("the picture is not at hand any more")

// RowSink looks at the rows of a picture at its full size while they are decoded.
type RowSink interface {
	// Begin comes before the first row, also where decoding has to begin anew. It
	// gives the part of the file's picture, or none, that should stay at hand
	// because parts of it are likely to be asked for. small decodes the thumbnail
	// that lies in the file, upright; nil where there is none.
	Begin(lies Shape, small func() *image.RGBA) (keep image.Rectangle)
	// Rows comes whenever some rows have been added to the recent ones. There are
	// at least TileSide rows besides these, unless the picture has fewer. Nobody
	// may keep recent.
	Rows(recent *Recent)
	// End comes after the last row. It says whether parts of the picture may still
	// be asked for.
	End() (more bool)
}

// ScanWant says how a picture is scanned.
type ScanWant struct {
	Side   int     // long side in pixels of the preview at most, 0 for full size
	Pixels int64   // that the picture is expected to have; 0 where that is not known
	Sink   RowSink // nil for nobody

	// GiveWay is called between some rows and the next, and returns when decoding may
	// go on: it lets others have the processor. nil lets nobody.
	GiveWay func(context.Context)
}

// Scan is a picture that was decoded once from its first row to its last, without
// being kept: its preview, and parts of it at full size. It holds the file's bytes,
// and what a decoder that knows no rows has decoded, until it is closed, which it has
// to be. It is for one goroutine at a time.
type Scan struct {
	Info
	Preview *image.RGBA // upright, sRGB, opaque, without rows that are missing at the lower end

	lies     Shape // of the rows that are there
	more     bool  // parts may be asked for
	source   rowSource
	recent   *Recent
	kept     *image.RGBA // lies in the file where its Rect says; nil for none
	keptRows int         // rows of the picture that were looked at for it
	small    func() *image.RGBA
	file     func() // gives back its bytes
	size     int64  // of these
	room     func() // gives back what was reserved
	memory   func() // gives back that of recent
}

// Scan decodes a picture for a preview, and shows its rows to a sink while they are
// in the processor's cache. A picture that is not nearly whole is no use for that
// and gives a preview alone, of what there is. Its errors are Load's.
func (r Reader) Scan(ctx context.Context, path string, want ScanWant) (*Scan, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	file, err := r.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	s := &Scan{file: file.Close}
	if err := s.decode(ctx, r, file.Data, path, want); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// decode scans the file in data.
func (s *Scan) decode(ctx context.Context, r Reader, data []byte, name string, want ScanWant) error {
	if len(data) == 0 {
		return ErrEmpty
	}
	format := Sniff(data, name)
	if most := MaxBytes(format); int64(len(data)) > most {
		return fmt.Errorf("%w: %d MB, at most %d MB are read", safefile.ErrTooLarge, len(data)>>20, most>>20)
	}
	s.size = int64(len(data))
	s.small = func() *image.RGBA { return smallOf(data, format) }
	var err error
	if s.source = r.rowsOf(data, format, name, want.Pixels); s.source != nil {
		err = s.run(ctx, r.Room, want)
	}
	if s.source == nil || err != nil && ctx.Err() == nil && !errors.Is(err, ErrTryAgain) {
		// The plain way knows more ways out, and words for what is wrong.
		s.source = r.newDecodedRows(data, name, max(decodedBytes(data, name, 0), 4*want.Pixels))
		err = s.run(ctx, r.Room, want)
	}
	s.Format = format
	return err
}

// ScanPixels scans a picture that is at hand as it would lie in a file, in sRGB, opaque
// and with tight rows. It need not be closed.
func ScanPixels(ctx context.Context, img *image.RGBA, orientation int, want ScanWant) (*Scan, error) {
	lies := Shape{img.Rect.Dx(), img.Rect.Dy(), orientation}
	load := func(context.Context) (*held, error) {
		return &held{img: img, about: aboutWhole(lies, "the picture"), lies: lies}, nil
	}
	s := &Scan{source: &wholeRows{load: load}, small: func() *image.RGBA { return nil }}
	return s, s.run(ctx, nil, want)
}

// run decodes the picture once, or a second time for the rows that are sound.
func (s *Scan) run(ctx context.Context, room *Room, want ScanWant) error {
	s.release() // who waits for room holds none
	var err error
	if s.room, err = room.reserve(ctx, s.size+s.source.holds()); err != nil {
		return err
	}
	if err := s.source.begin(ctx); err != nil {
		return err
	}
	s.Info, s.lies = s.source.info(), s.source.shape()
	s.recent = s.source.whole()
	damage, err := s.pass(ctx, room, want)
	if err != nil {
		return err
	}
	if damage.Kind != Undamaged {
		s.Damage, s.Damaged = damage, damage.String()
	}
	if rows := int(damage.Sound * float64(s.lies.Height)); damage.Kind == CutOff && damage.IsNearlyWhole() && rows < s.lies.Height {
		s.lies.Height = rows
		_, err = s.pass(ctx, room, want)
	}
	if err == nil && !s.more {
		s.drop()
	}
	return err
}

// pass decodes the rows that s.lies has, and makes the preview of them.
func (s *Scan) pass(ctx context.Context, room *Room, want ScanWant) (Damage, error) {
	var keep image.Rectangle
	if want.Sink != nil {
		keep = want.Sink.Begin(s.lies, s.small)
	}
	s.makeRoom(room, keep)
	preview := newPreviewer(s.lies, want.Side)
	damage, err := s.source.rows(ctx, s.recent, s.lies.Height, func() {
		if want.GiveWay != nil {
			want.GiveWay(ctx)
		}
		preview.take(s.recent)
		s.keep()
		if want.Sink != nil {
			want.Sink.Rows(s.recent)
		}
	})
	if err != nil {
		return Damage{}, err
	}
	s.Preview = preview.picture()
	s.more = want.Sink != nil && want.Sink.End()
	s.source.convert(s.Preview)
	return damage, nil
}

// makeRoom finds memory for recent rows and for the part that is kept, unless all of
// the picture is there.
func (s *Scan) makeRoom(room *Room, keep image.Rectangle) {
	w, h := s.lies.Width, s.lies.Height
	if s.source.whole() == nil && s.memory == nil {
		keep = keep.Intersect(image.Rect(0, 0, w, h))
		rows := 4 * w * recentRows(w, h)
		var pix []byte
		pix, s.memory = room.takePixels(rows + 4*keep.Dx()*keep.Dy())
		s.recent = newRecent(pix[:rows], w, h)
		s.kept = &image.RGBA{Pix: pix[rows:], Stride: 4 * keep.Dx(), Rect: keep}
	}
	s.recent.end, s.recent.height, s.keptRows = 0, h, 0
}

// keep copies what is to stay at hand of the rows that have come.
func (s *Scan) keep() {
	if s.kept == nil {
		return
	}
	at := s.kept.Rect
	for y := max(s.keptRows, at.Min.Y); y < min(s.recent.end, at.Max.Y); y++ {
		copy(s.kept.Pix[s.kept.PixOffset(at.Min.X, y):][:s.kept.Stride], s.recent.Row(y)[4*at.Min.X:])
	}
	s.keptRows = s.recent.end
}

// Size gives the sides in pixels of the upright picture, as far as its rows are
// there.
func (s *Scan) Size() (w, h int) { return s.lies.Upright() }

// At gives the part of the upright picture that lies within r, in sRGB and with its
// origin at (0,0): from rows that are still there, or by decoding it once more, for
// which the rows above it have to be unpacked. Errors are Decode's, and errClosed
// once nobody wanted more.
func (s *Scan) At(ctx context.Context, r image.Rectangle) (*image.RGBA, error) {
	w, h := s.Size()
	if r = r.Intersect(image.Rect(0, 0, w, h)); r.Empty() {
		return &image.RGBA{}, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if s.recent == nil {
		return nil, errClosed
	}
	lies := s.lies.Stored(r)
	if s.recent.Has(lies.Min.Y, lies.Max.Y) {
		part := image.NewRGBA(image.Rect(0, 0, lies.Dx(), lies.Dy()))
		s.recent.Copy(part, lies.Min)
		return s.Upright(part), nil
	}
	if s.kept != nil && lies.In(s.kept.Rect) {
		return s.Upright(cut(s.kept, lies)), nil
	}
	part, err := s.source.part(ctx, lies)
	if err != nil {
		return nil, err
	}
	return s.Upright(part), nil
}

// Upright turns a part that was copied from the rows into one of the picture that
// people see: in sRGB, upright and opaque. It may be changed in place.
func (s *Scan) Upright(part *image.RGBA) *image.RGBA {
	makeOpaque(part)
	s.source.convert(part)
	return orient(part, s.lies.Orientation)
}

// release lets go of rows and of room.
func (s *Scan) release() {
	s.recent, s.kept = nil, nil
	if s.memory != nil {
		s.memory()
	}
	if s.room != nil {
		s.room()
	}
	s.memory, s.room = nil, nil
}

// drop lets go of what only At needs.
func (s *Scan) drop() {
	if s.source != nil {
		s.source.close()
	}
	s.release()
	if s.file != nil {
		s.file()
	}
	s.file = nil
}

// Close lets go of all that it holds but what describes the picture and the preview.
func (s *Scan) Close() {
	s.drop()
	s.source = nil
}
