//go:build cgo && !nowebp

package main

/*
#cgo pkg-config: libwebp libwebpdemux
#include <stdint.h>
#include <stdlib.h>
#include <webp/decode.h>
#include <webp/demux.h>

// A frame of a file, and where it lies on the file's canvas.
struct webp_frame {
	const uint8_t *data;
	size_t size;
	int x, y, width, height, alpha;
};

static WebPDemuxer *open_demuxer(const uint8_t *file, size_t size) {
	WebPData data = { file, size };
	WebPDemuxState state;
	return WebPDemuxPartial(&data, &state);
}

// first_frame gives 0 where the file does not reach that far.
static int first_frame(const WebPDemuxer *demuxer, struct webp_frame *frame) {
	WebPIterator found;
	if (!WebPDemuxGetFrame(demuxer, 1, &found)) return 0;
	struct webp_frame first = {
		found.fragment.bytes, found.fragment.size,
		found.x_offset, found.y_offset, found.width, found.height, found.has_alpha,
	};
	*frame = first;
	WebPDemuxReleaseIterator(&found);
	return first.data != NULL && first.size > 0;
}

// still gives the frame of a file without a canvas, or one whose structure the
// demuxer refuses although its picture is there.
static int still(const uint8_t *file, size_t size, struct webp_frame *frame) {
	WebPBitstreamFeatures features;
	if (WebPGetFeatures(file, size, &features) != VP8_STATUS_OK || features.has_animation) return 0;
	struct webp_frame whole = { file, size, 0, 0, features.width, features.height, features.has_alpha };
	*frame = whole;
	return 1;
}

// profile gives the length of the ICC profile in the file, or 0.
static size_t profile(const WebPDemuxer *demuxer, const uint8_t **bytes) {
	WebPChunkIterator found;
	if (!demuxer || !WebPDemuxGetChunk(demuxer, "ICCP", 1, &found)) return 0;
	size_t size = found.chunk.size;
	*bytes = found.chunk.bytes;
	WebPDemuxReleaseChunkIterator(&found);
	return size;
}

static VP8StatusCode decode_frame(const struct webp_frame *frame, uint8_t *to, size_t room, int stride, int threads) {
	WebPDecoderConfig config;
	if (!WebPInitDecoderConfig(&config)) return VP8_STATUS_INVALID_PARAM;
	config.options.use_threads = threads > 1;
	config.output.colorspace = MODE_RGBA;
	config.output.is_external_memory = 1;
	config.output.u.RGBA.rgba = to;
	config.output.u.RGBA.stride = stride;
	config.output.u.RGBA.size = room;
	VP8StatusCode status = WebPDecode(frame->data, frame->size, &config);
	if (status != VP8_STATUS_NOT_ENOUGH_DATA) return status;
	// Of a frame that ends early only the incremental decoder gives the rows.
	WebPIDecoder *decoder = WebPIDecode(NULL, 0, &config);
	if (!decoder) return VP8_STATUS_OUT_OF_MEMORY;
	status = WebPIUpdate(decoder, frame->data, frame->size);
	WebPIDelete(decoder);
	return status;
}
*/
import "C"

import (
	"fmt"
	"image"
	"runtime"
	"unsafe"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/worker/wire"
)

// libwebp is the WebP decoder of this build.
type libwebp struct {
	limits
}

func newWebP(l limits) decoder { return libwebp{l} }

func (libwebp) library() string {
	v := int(C.WebPGetDecoderVersion())
	return fmt.Sprintf("libwebp %d.%d.%d", v>>16, v>>8&0xff, v&0xff)
}

func (libwebp) formats() []string { return []string{string(library.WebP)} }

// webpFile is a file whose structure is read. Of an animated one only the first
// frame counts.
type webpFile struct {
	limits
	pinned        runtime.Pinner
	demuxer       *C.WebPDemuxer // nil where only the picture itself was found
	frame         C.struct_webp_frame
	width, height int // of the canvas
}

func (l libwebp) open(file []byte) (source, error) {
	f := &webpFile{limits: l.limits}
	// libwebp reads these bytes until the file is closed.
	f.pinned.Pin(&file[0])
	data, size := (*C.uint8_t)(unsafe.Pointer(&file[0])), C.size_t(len(file))
	if f.demuxer = C.open_demuxer(data, size); f.demuxer != nil {
		f.width = int(C.WebPDemuxGetI(f.demuxer, C.WEBP_FF_CANVAS_WIDTH))
		f.height = int(C.WebPDemuxGetI(f.demuxer, C.WEBP_FF_CANVAS_HEIGHT))
		if C.first_frame(f.demuxer, &f.frame) != 0 {
			return f, nil
		}
	}
	if C.still(data, size, &f.frame) != 0 {
		f.width, f.height = int(f.frame.width), int(f.frame.height)
		return f, nil
	}
	f.close()
	return nil, faultf(wire.Damaged, "the file is damaged: there is no picture in this WebP, or it ends before it")
}

func (f *webpFile) close() {
	if f.demuxer != nil {
		C.WebPDemuxDelete(f.demuxer)
	}
	f.pinned.Unpin()
}

// size is as the picture lies in the file: a WebP is turned by its EXIF data,
// which is library/picture's.
func (f *webpFile) size() (w, h int) { return f.width, f.height }

func (f *webpFile) colours(r *wire.Reply) {
	const largest = 4 << 20
	var bytes *C.uint8_t
	if n := C.profile(f.demuxer, &bytes); n > 0 && n <= largest {
		r.ICC = C.GoBytes(unsafe.Pointer(bytes), C.int(n))
	}
}

func (f *webpFile) thumbnail() (*pixels, error) {
	return nil, faultf(wire.NoThumbnail, "the file carries no thumbnail")
}

// webpWorkBytes is what a pixel takes: the canvas, the same again while a
// lossless picture is decoded, and some room for transparency.
const webpWorkBytes = 10

// picture decodes the first frame onto a canvas, as a player shows it before it
// begins to play.
func (f *webpFile) picture() (*pixels, error) {
	if int64(f.width)*int64(f.height) > f.memory/webpWorkBytes {
		return nil, faultf(wire.TooLarge, "the picture is too large: %d x %d pixels need more than %d MB to decode", f.width, f.height, f.memory>>20)
	}
	x, y, w, h := int(f.frame.x), int(f.frame.y), int(f.frame.width), int(f.frame.height)
	if x < 0 || y < 0 || w <= 0 || h <= 0 || x+w > f.width || y+h > f.height {
		return nil, faultf(wire.Damaged, "the file is damaged: its first frame lies outside the picture")
	}
	stride := 4 * f.width
	memory := C.calloc(C.size_t(f.height), C.size_t(stride))
	if memory == nil {
		return nil, faultf(wire.TooLarge, "the picture is too large: there is no memory for %d x %d pixels", f.width, f.height)
	}
	canvas := &image.RGBA{
		Pix:    unsafe.Slice((*byte)(memory), stride*f.height),
		Stride: stride, Rect: image.Rect(0, 0, f.width, f.height),
	}
	p := &pixels{rgba: canvas, release: func() { C.free(memory) }}
	from := y*stride + 4*x
	status := C.decode_frame(&f.frame, (*C.uint8_t)(unsafe.Pointer(&canvas.Pix[from])), C.size_t(len(canvas.Pix)-from), C.int(stride), C.int(f.threads))
	damaged, err := webpStatus(status)
	if damaged != "" && !isPainted(canvas) {
		err = faultf(wire.Damaged, "the file is damaged: it ends before its picture begins")
	}
	if err != nil {
		p.release()
		return nil, err
	}
	p.damaged = damaged
	// What is not reached of a picture that ends early is transparent too.
	if damaged != "" || f.frame.alpha != 0 || w != f.width || h != f.height {
		onWhite(canvas, false)
	}
	return p, nil
}

// isPainted is true where something of a picture was decoded.
func isPainted(img *image.RGBA) bool {
	for i := 3; i < len(img.Pix); i += 4 {
		if img.Pix[i] != 0 {
			return true
		}
	}
	return false
}

// webpStatus says what libwebp has against a file: damaged where a part of the
// picture can be shown all the same.
func webpStatus(status C.VP8StatusCode) (damaged string, err error) {
	switch status {
	case C.VP8_STATUS_OK:
		return "", nil
	case C.VP8_STATUS_SUSPENDED, C.VP8_STATUS_NOT_ENOUGH_DATA:
		return "the file ends early: the lower part is missing", nil
	case C.VP8_STATUS_OUT_OF_MEMORY:
		return "", faultf(wire.TooLarge, "the picture is too large: its decoder needs more memory than is allowed")
	case C.VP8_STATUS_UNSUPPORTED_FEATURE:
		return "", faultf(wire.Unsupported, "this kind of WebP cannot be read by its decoder")
	}
	return "", faultf(wire.Damaged, "the file is damaged: its WebP decoder finds an error in it")
}
