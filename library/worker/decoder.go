package worker

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/child"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/worker/wire"
)

// Decoder decodes HEIC, AVIF, WebP, TIFF and JPEG XL and develops RAW in worker processes. Its
// methods may be called from any goroutine.
type Decoder struct {
	opts  Options
	quick *lane // sizes and thumbnails take milliseconds and wait for no picture
	full  *lane
	turn  chan struct{} // holds a token while a file has all workers to itself

	suspects suspects

	life context.Context // ends with Close
	stop context.CancelFunc

	mu      sync.Mutex
	formats []string  // what a worker said that it decodes; nil while none has
	library string    // what decodes in it, and the version; "" while no worker has started
	broken  error     // why no worker starts
	since   time.Time // when that was found out
}

var _ picture.Foreign = (*Decoder)(nil)

// New makes a Decoder. No process is started before one is needed.
func New(opts Options) *Decoder {
	d := &Decoder{opts: opts.withDefaults(), turn: make(chan struct{}, 1)}
	d.life, d.stop = context.WithCancel(context.Background())
	d.quick = newLane(1, d.opts.Idle, d.begin)
	d.full = newLane(d.opts.Workers, d.opts.Idle, d.begin)
	return d
}

// Close ends all workers and waits until they are gone. Calls that go on end
// with ErrInterrupted.
func (d *Decoder) Close() {
	d.stop()
	d.quick.close()
	d.full.close()
}

// Reads gives nil where pictures of a format can be decoded here as far as is
// known without starting a worker, and otherwise why not, as an ErrUnavailable.
func (d *Decoder) Reads(format library.Format) error {
	switch {
	case !slices.Contains([]library.Format{library.HEIF, library.AVIF, library.WebP, library.TIFF, library.JPEGXL, library.RAW}, format):
		return faultf(picture.ErrUnsupported, "the decode worker does not read this kind of picture")
	case d.program() == "":
		return unavailable(format, "the program "+Program+" is not installed; put it beside this program, or build it with 'make build'")
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.broken != nil && time.Since(d.since) < retryStart {
		return unavailable(format, d.broken.Error())
	}
	if d.formats != nil && !slices.Contains(d.formats, string(format)) {
		return unavailable(format, d.lacks(format))
	}
	return nil
}

// lacks says what a worker that starts misses for a format. The lock is held.
func (d *Decoder) lacks(format library.Format) string {
	const without = "the " + Program + " here was built without %s; on Debian and Ubuntu install %s and build it again with 'make build'"
	const missing = "%s here has no %s decoder; on Debian and Ubuntu install %s"
	switch format {
	case library.WebP:
		return fmt.Sprintf(without, "libwebp", "libwebp-dev")
	case library.TIFF:
		return fmt.Sprintf(without, "libtiff", "libtiff-dev")
	case library.RAW:
		return fmt.Sprintf(without, "LibRaw", "libraw-dev")
	case library.JPEGXL:
		return fmt.Sprintf(without, "libjxl", "libjxl-dev")
	case library.AVIF:
		return fmt.Sprintf(missing, d.library, "AV1", "libheif-plugin-dav1d")
	}
	return fmt.Sprintf(missing, d.library, "HEVC", "libheif-plugin-libde265")
}

// retryStart is how long a worker that does not start is not tried again: a
// folder of a thousand files must not start a thousand of them.
const retryStart = 15 * time.Second

func (d *Decoder) program() string {
	if d.opts.Program != "" {
		return d.opts.Program
	}
	return child.Find(Program)
}

// begin starts a worker for a lane and notes what it can do.
func (d *Decoder) begin(ctx context.Context) (*process, error) {
	p, err := start(ctx, d.program(), &d.opts)
	d.mu.Lock()
	defer d.mu.Unlock()
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		d.broken, d.since = fmt.Errorf("%w; on Debian and Ubuntu it needs the packages libheif1, libwebp7, libwebpdemux2, libtiff6, libjxl0.7 and libraw20", err), time.Now()
		return nil, d.broken
	}
	d.broken, d.formats, d.library = nil, p.hello.Formats, libraryOf(p)
	return p, nil
}

// Decode gives a picture's size, its thumbnail, or the picture itself. name is
// for the quarantine's list. Errors are of library/picture where the file is at
// fault, picture.ErrTryAgain where its worker ended and ErrQuarantined where that happened
// again, ErrInterrupted where others ended it, ErrUnavailable where there is none,
// or the context's.
func (d *Decoder) Decode(ctx context.Context, data []byte, format library.Format, name string, want picture.ForeignWant) (*picture.ForeignPicture, error) {
	if err := d.Reads(format); err != nil {
		return nil, err
	}
	if len(data) > wire.MaxFile {
		return nil, faultf(picture.ErrTooManyPixels, "the file is too large: %d MB, at most %d MB are decoded", len(data)>>20, wire.MaxFile>>20)
	}
	f := file{key: keyOf(data), name: name, size: int64(len(data))}
	if err := d.checkQuarantine(ctx, format, f.key); err != nil {
		return nil, err
	}
	f.alone = d.suspects.has(f.key)
	req := request(data, want, timeFor(len(data), d.opts.Time))
	req.RAW = format == library.RAW
	reply, err := d.ask(ctx, format, req, f.alone)
	if end := (*ending)(nil); errors.As(err, &end) {
		return nil, d.judge(f, end)
	}
	if err != nil {
		return nil, err
	}
	d.suspects.forget(f.key)
	if reply.Failure != nil {
		return nil, failed(format, reply.Failure)
	}
	return given(reply), nil
}

func request(data []byte, want picture.ForeignWant, limit time.Duration) *wire.Request {
	req := &wire.Request{Want: wire.Picture, Side: want.Side, File: data, Seconds: int(math.Ceil(limit.Seconds()))}
	switch want.Part {
	case picture.ForeignSize:
		req.Want = wire.Size
	case picture.ForeignThumbnail:
		req.Want = wire.Thumbnail
	}
	return req
}

func given(r *wire.Reply) *picture.ForeignPicture {
	return &picture.ForeignPicture{
		Pixels: r.Pixels, Width: r.Width, Height: r.Height, Orientation: r.Orientation,
		Source: child.Clean(r.Source), Damaged: child.Clean(r.Damaged),
		Developer: child.Clean(r.Developer), Halved: r.Halved,
		ICC: r.ICC, Primaries: r.Primaries, Transfer: r.Transfer,
	}
}
