package main

import "keeplight.app/keeplight/library/worker/wire"

// libraries is the decoder that gives each file to the library for its format.
type libraries struct {
	heif, webp decoder // webp is nil where a build has none
}

func newDecoder(l limits) (decoder, error) {
	heif, err := newHEIF(l)
	if err != nil {
		return nil, err
	}
	return libraries{heif, newWebP(l)}, nil
}

func (l libraries) library() string {
	if l.webp == nil {
		return l.heif.library()
	}
	return l.heif.library() + ", " + l.webp.library()
}

func (l libraries) formats() []string {
	if l.webp == nil {
		return l.heif.formats()
	}
	return append(l.heif.formats(), l.webp.formats()...)
}

func (l libraries) open(file []byte) (source, error) {
	switch {
	case !isWebP(file):
		return l.heif.open(file)
	case l.webp == nil:
		return nil, faultf(wire.Unsupported, "WebP pictures cannot be read: this build of the decoder has no libwebp")
	}
	return l.webp.open(file)
}

func isWebP(file []byte) bool {
	return len(file) >= 12 && string(file[:4]) == "RIFF" && string(file[8:12]) == "WEBP"
}
