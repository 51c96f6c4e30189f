package main

import (
	"errors"
	"fmt"
	"image"

	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/worker/wire"
)

// decoder is one of the libraries, or all of them.
type decoder interface {
	library() string   // its name and version
	formats() []string // the library.Format values that it decodes
	open(file []byte) (source, error)
}

// developer is a decoder of RAW files, most of which are TIFFs by their bytes.
type developer interface {
	decoder

	// develop opens a file for which the decoder may take so many seconds of
	// processor time, 0 for no limit.
	develop(file []byte, seconds int) (source, error)
}

// source is an opened file.
type source interface {
	size() (w, h int) // of the picture, as its pixels come
	colours(*wire.Reply)
	thumbnail() (*pixels, error) // errors: errNoThumbnail
	picture() (*pixels, error)
	close()
}

// reducer is a source that can make its picture smaller while it decodes.
type reducer interface {
	pictureFor(side int) (*pixels, error) // with a long side of so many pixels where it can, 0 for all of them
}

// pixels are opaque, and upright unless the format leaves that to the asker. Their memory is C's until release.
type pixels struct {
	rgba    *image.RGBA // its rows may have gaps
	damaged string
	release func()
}

// fault is a failure on its way to the reply.
type fault struct {
	kind   wire.Kind
	text   string
	reason string // as wire.Failure.Reason
}

func (f *fault) Error() string { return f.text }

func faultf(kind wire.Kind, format string, args ...any) error {
	return &fault{kind: kind, text: fmt.Sprintf(format, args...)}
}

func failure(kind wire.Kind, format string, args ...any) *wire.Reply {
	return &wire.Reply{Failure: &wire.Failure{Kind: kind, Text: fmt.Sprintf(format, args...)}}
}

// answer does what a request asks for.
func answer(d decoder, req *wire.Request) *wire.Reply {
	reply, err := reply(d, req)
	if f := (*fault)(nil); errors.As(err, &f) {
		return &wire.Reply{Failure: &wire.Failure{Kind: f.kind, Text: f.text, Reason: f.reason}}
	}
	if err != nil {
		return failure(wire.Damaged, "%v", err)
	}
	return reply
}

func reply(d decoder, req *wire.Request) (*wire.Reply, error) {
	if len(req.File) == 0 {
		return nil, faultf(wire.Damaged, "the file is empty")
	}
	s, err := open(d, req)
	if err != nil {
		return nil, err
	}
	defer s.close()
	r := &wire.Reply{}
	r.Width, r.Height = s.size()
	if r.Width <= 0 || r.Height <= 0 {
		return nil, faultf(wire.Damaged, "the file is damaged: its header says %d x %d pixels", r.Width, r.Height)
	}
	if int64(r.Width)*int64(r.Height) > wire.MaxPixels {
		return nil, faultf(wire.TooLarge, "the picture is too large: %d x %d pixels, at most %d million are read",
			r.Width, r.Height, wire.MaxPixels/1_000_000)
	}
	if req.Want == wire.Size {
		return r, nil
	}
	return r, show(s, req, r)
}

// open opens a file by its bytes, or as the RAW file that the asker knows it to be.
func open(d decoder, req *wire.Request) (source, error) {
	if r, ok := d.(developer); ok && req.RAW {
		return r.develop(req.File, req.Seconds)
	}
	return d.open(req.File)
}

// show adds pixels and their colours to a reply.
func show(s source, req *wire.Request, r *wire.Reply) error {
	decode, what := s.picture, "the picture"
	if r, ok := s.(reducer); ok {
		decode = func() (*pixels, error) { return r.pictureFor(req.Side) }
	}
	if req.Want == wire.Thumbnail {
		decode, what = s.thumbnail, "embedded thumbnail"
	}
	p, err := decode()
	if err != nil {
		return err
	}
	r.Source, r.Damaged = what, p.damaged
	if req.Want == wire.Thumbnail {
		r.Source = fmt.Sprintf("%s %d px", what, max(p.rgba.Rect.Dx(), p.rgba.Rect.Dy()))
	}
	r.Width, r.Height = s.size() // a RAW file's is certain only now
	s.colours(r)
	if side := req.Side; side > 0 && max(p.rgba.Rect.Dx(), p.rgba.Rect.Dy()) > side {
		// Scaled here, a picture takes less way and no memory there.
		r.Pixels = picture.Fit(p.rgba, side)
		p.release()
		return nil
	}
	r.Pixels, r.Release = p.rgba, p.release
	return nil
}
