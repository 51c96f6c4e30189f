package wire

import (
	"errors"
	"fmt"
	"image"
	"io"
)

const (
	// MaxFile is the size in bytes of the largest file that is sent, which is
	// library/picture's too: a TIFF of 100 megapixels has 600 MB.
	MaxFile = 1 << 30

	// MaxPixels is how many pixels a picture may have; library/picture has the
	// same bound for the formats that it decodes itself.
	MaxPixels = 200_000_000

	// maxProfile bounds a colour profile, in bytes.
	maxProfile = 4 << 20
)

// Hello is the first frame, from the worker.
type Hello struct {
	Library string   `json:"library"` // what decodes, and its version: "libheif 1.15.1"
	Formats []string `json:"formats"` // the library.Format values that it decodes
}

// Want is what is asked of a file.
type Want string

// The three things that can be asked.
const (
	Size      Want = "size"      // only how large the picture is; nothing is decoded
	Thumbnail Want = "thumbnail" // the small picture that the camera put beside the picture
	Picture   Want = "picture"   // the picture itself
)

// Request asks for one file.
type Request struct {
	Want    Want   `json:"want"`
	Side    int    `json:"side"`          // long side in pixels that is wanted at most, 0 for full size
	Seconds int    `json:"seconds"`       // the system ends the worker after so much processor time of all its threads, 0 for no limit
	RAW     bool   `json:"raw,omitempty"` // the file is to be developed, although its bytes may look like a TIFF's
	File    []byte `json:"-"`
}

// Kind says what kept a file from being decoded.
type Kind string

// The kinds of failure.
const (
	Unsupported Kind = "unsupported"
	Damaged     Kind = "damaged"
	TooLarge    Kind = "too large"
	NoThumbnail Kind = "no thumbnail"

	// UnknownCamera is a RAW file's; Failure.Reason says what does not know it.
	UnknownCamera Kind = "unknown camera"
)

// Failure is why a file was not decoded. The worker is well.
type Failure struct {
	Kind Kind   `json:"kind"`
	Text string `json:"text"` // a sentence for people that does not name the file

	// Reason is why a healthy file is of a kind that cannot be read, to go on from
	// a colon; "" where Text alone says it. Of an UnknownCamera it is what does not
	// know it: "LibRaw 0.20.2".
	Reason string `json:"reason,omitempty"`
}

// Reply answers a request: with a failure, or with what was asked for.
type Reply struct {
	Failure *Failure `json:"failure,omitempty"`

	Width   int    `json:"width"`             // of the full picture, as the pixels lie
	Height  int    `json:"height"`            // the same
	Source  string `json:"source"`            // where the pixels come from, for people: "the picture"
	Damaged string `json:"damaged,omitempty"` // what is wrong with pixels that can still be shown

	// What developed a RAW file ("LibRaw 0.20.2"), "" for all other pictures; and
	// whether two by two of its sensor's pixels became one.
	Developer string `json:"developer,omitempty"`
	Halved    bool   `json:"halved,omitempty"`

	// The colours: an ICC profile, or code points of ITU-T H.273; 0 is not said.
	ICC       []byte `json:"-"`
	Primaries int    `json:"primaries,omitempty"`
	Transfer  int    `json:"transfer,omitempty"`

	Orientation int `json:"orientation,omitempty"` // EXIF 1..8 that is still to be applied, 0 for the format's own way

	Pixels  *image.RGBA `json:"-"` // opaque; nil for Size
	Release func()      `json:"-"` // called once the reply is written, to give back the pixels' memory; may be nil
}

// replyHeader is a reply as it travels; the profile and then the pixels, in
// tight rows, are the body.
type replyHeader struct {
	Reply
	ICCBytes    int `json:"icc"`
	PixelWidth  int `json:"pixelWidth"`
	PixelHeight int `json:"pixelHeight"`
}

// WriteHello greets.
func WriteHello(w io.Writer, h Hello) error { return writeFrame(w, h, 0) }

// ReadHello reads the greeting.
func ReadHello(r io.Reader) (Hello, error) {
	var h Hello
	_, err := readFrame(r, &h, 0)
	return h, err
}

// WriteRequest sends a request.
func WriteRequest(w io.Writer, req *Request) error {
	if err := writeFrame(w, req, int64(len(req.File))); err != nil {
		return err
	}
	if _, err := w.Write(req.File); err != nil {
		return fmt.Errorf("sending the file: %w", err)
	}
	return nil
}

// ReadRequest reads a request; io.EOF means that there are no more.
func ReadRequest(r io.Reader) (*Request, error) {
	req := &Request{}
	size, err := readFrame(r, req, MaxFile)
	if err != nil {
		return nil, err
	}
	switch req.Want {
	case Size, Thumbnail, Picture:
	default:
		return nil, protocolf("it asks for %q", req.Want)
	}
	req.File, err = readBytes(r, size)
	return req, err
}

// readBytes reads n bytes. Memory for more than a few megabytes is only taken
// once these have arrived, and then at once: a file may be half of what there is.
func readBytes(r io.Reader, n int64) ([]byte, error) {
	const trusted = 16 << 20
	buf := make([]byte, min(n, trusted))
	got, err := io.ReadFull(r, buf)
	if err == nil && n > trusted {
		buf = append(make([]byte, 0, n), buf...)[:n]
		_, err = io.ReadFull(r, buf[got:])
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, fmt.Errorf("reading a body: %w", err)
	}
	return buf, nil
}

// WriteReply sends a reply and releases it.
func WriteReply(w io.Writer, reply *Reply) error {
	if reply.Release != nil {
		defer reply.Release()
	}
	head := replyHeader{Reply: *reply, ICCBytes: len(reply.ICC)}
	if p := reply.Pixels; p != nil {
		head.PixelWidth, head.PixelHeight = p.Rect.Dx(), p.Rect.Dy()
	}
	if err := writeFrame(w, head, head.body()); err != nil {
		return err
	}
	if _, err := w.Write(reply.ICC); err != nil {
		return fmt.Errorf("sending the colour profile: %w", err)
	}
	return writePixels(w, reply.Pixels)
}

func (h *replyHeader) body() int64 {
	return int64(h.ICCBytes) + 4*int64(h.PixelWidth)*int64(h.PixelHeight)
}

func writePixels(w io.Writer, p *image.RGBA) error {
	if p == nil {
		return nil
	}
	row := 4 * p.Rect.Dx()
	step, rows := p.Stride, p.Rect.Dy()
	if step == row { // all in one
		row, rows = row*rows, 1
	}
	for y := range rows {
		if _, err := w.Write(p.Pix[y*step : y*step+row]); err != nil {
			return fmt.Errorf("sending pixels: %w", err)
		}
	}
	return nil
}

// ReadReply reads the answer to a request. An answer that does not fit it gives
// ErrProtocol before anything is allocated for its pixels.
func ReadReply(r io.Reader, to *Request) (*Reply, error) {
	var head replyHeader
	body, err := readFrame(r, &head, maxProfile+4*MaxPixels)
	if err != nil {
		return nil, err
	}
	if err := head.check(to, body); err != nil {
		return nil, err
	}
	reply := &head.Reply
	if reply.ICC, err = readBytes(r, int64(head.ICCBytes)); err != nil {
		return nil, err
	}
	if head.PixelWidth > 0 {
		reply.Pixels = image.NewRGBA(image.Rect(0, 0, head.PixelWidth, head.PixelHeight))
		if _, err := io.ReadFull(r, reply.Pixels.Pix); err != nil {
			return nil, fmt.Errorf("reading pixels: %w", err)
		}
	}
	return reply, nil
}

// check compares what a reply's header says with what was asked.
func (h *replyHeader) check(to *Request, body int64) error {
	pw, ph := h.PixelWidth, h.PixelHeight
	switch {
	case h.ICCBytes < 0 || h.ICCBytes > maxProfile:
		return protocolf("a colour profile of %d bytes", h.ICCBytes)
	case !isSize(h.Width, h.Height) && h.Failure == nil:
		return protocolf("a picture of %d x %d pixels", h.Width, h.Height)
	case (pw != 0 || ph != 0) && (h.Failure != nil || to.Want == Size):
		return protocolf("%d x %d pixels that were not asked for", pw, ph)
	case !isSize(pw, ph) && h.Failure == nil && to.Want != Size:
		return protocolf("%d x %d pixels", pw, ph)
	case to.Side > 0 && max(pw, ph) > to.Side:
		return protocolf("%d x %d pixels where %d were asked for", pw, ph, to.Side)
	case body != h.body():
		return protocolf("%d bytes for %d x %d pixels", body, pw, ph)
	}
	return nil
}

// isSize is true for the size of a picture that there can be.
func isSize(w, h int) bool {
	return w > 0 && h > 0 && w <= MaxPixels && h <= MaxPixels && int64(w)*int64(h) <= MaxPixels
}
