//go:build cgo

package main

/*
#cgo pkg-config: libheif
#include <signal.h>
#include <stdlib.h>
#include <libheif/heif.h>

// Go keeps a handler on SIGXCPU that does nothing; the kernel's own ends the
// process, as a limit should.
static struct heif_error start_heif(void) {
	signal(SIGXCPU, SIG_DFL);
	struct heif_error ok = { heif_error_Ok, heif_suberror_Unspecified, "" };
#if LIBHEIF_HAVE_VERSION(1,13,0)
	ok = heif_init(NULL);
#endif
	return ok;
}

// bound sets libheif's own limits, where it has any to set.
static void bound(struct heif_context *context, unsigned long long pixels, unsigned long long memory, int threads) {
	heif_context_set_max_decoding_threads(context, threads);
#if LIBHEIF_HAVE_VERSION(1,19,0)
	struct heif_security_limits *limits = heif_context_get_security_limits(context);
	limits->max_image_size_pixels = pixels;
	limits->max_memory_block_size = memory;
#endif
}

static struct heif_error decode(struct heif_image_handle *handle, struct heif_image **image) {
	struct heif_decoding_options *options = heif_decoding_options_alloc();
	options->convert_hdr_to_8bit = 1;
	struct heif_error error = heif_decode_image(handle, image, heif_colorspace_RGB, heif_chroma_interleaved_RGBA, options);
	heif_decoding_options_free(options);
	return error;
}

// warned gives 1 where decoding went on over something that is wrong.
static int warned(struct heif_image *image) {
	return heif_image_get_decoding_warnings(image, 0, NULL, 0) > 0;
}
*/
import "C"

import (
	"fmt"
	"image"
	"runtime"
	"strings"
	"unsafe"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/worker/wire"
)

// libheif is the HEIC and AVIF decoder of this build.
type libheif struct {
	limits
}

func newHEIF(l limits) (decoder, error) {
	if e := C.start_heif(); e.code != C.heif_error_Ok {
		return nil, fmt.Errorf("starting libheif: %s", C.GoString(e.message))
	}
	return libheif{l}, nil
}

func (libheif) library() string { return "libheif " + C.GoString(C.heif_get_version()) }

func (libheif) formats() []string {
	var names []string
	if C.heif_have_decoder_for_format(C.heif_compression_HEVC) != 0 {
		names = append(names, string(library.HEIF))
	}
	if C.heif_have_decoder_for_format(C.heif_compression_AV1) != 0 {
		names = append(names, string(library.AVIF))
	}
	return names
}

// heifFile is a file that libheif has read the structure of.
type heifFile struct {
	limits
	pinned  runtime.Pinner
	context *C.struct_heif_context
	handle  *C.struct_heif_image_handle // the primary image
}

func (l libheif) open(file []byte) (source, error) {
	f := &heifFile{limits: l.limits, context: C.heif_context_alloc()}
	if f.context == nil {
		return nil, faultf(wire.TooLarge, "there is no memory to open the file")
	}
	C.bound(f.context, wire.MaxPixels, C.ulonglong(l.memory), C.int(max(l.threads, 1)))
	// libheif reads these bytes until the context is freed.
	f.pinned.Pin(&file[0])
	e := C.heif_context_read_from_memory_without_copy(f.context, unsafe.Pointer(&file[0]), C.size_t(len(file)), nil)
	if e.code == C.heif_error_Ok {
		e = C.heif_context_get_primary_image_handle(f.context, &f.handle)
	}
	if err := heifError(e); err != nil {
		f.close()
		return nil, err
	}
	return f, nil
}

func (f *heifFile) close() {
	if f.handle != nil {
		C.heif_image_handle_release(f.handle)
	}
	C.heif_context_free(f.context)
	f.pinned.Unpin()
}

func (f *heifFile) size() (w, h int) { return sizeOf(f.handle) }

func sizeOf(handle *C.struct_heif_image_handle) (w, h int) {
	return int(C.heif_image_handle_get_width(handle)), int(C.heif_image_handle_get_height(handle))
}

// colours hands the colour profile over as it is: library/picture converts.
func (f *heifFile) colours(r *wire.Reply) {
	const largest = 4 << 20
	if size := C.heif_image_handle_get_raw_color_profile_size(f.handle); size > 0 && size <= largest {
		icc := make([]byte, size)
		if C.heif_image_handle_get_raw_color_profile(f.handle, unsafe.Pointer(&icc[0])).code == C.heif_error_Ok {
			r.ICC = icc
		}
	}
	var nclx *C.struct_heif_color_profile_nclx
	if C.heif_image_handle_get_nclx_color_profile(f.handle, &nclx).code == C.heif_error_Ok && nclx != nil {
		r.Primaries, r.Transfer = int(nclx.color_primaries), int(nclx.transfer_characteristics)
		C.heif_nclx_color_profile_free(nclx)
	}
}

func (f *heifFile) picture() (*pixels, error) {
	w, h := f.size()
	return f.decode(f.handle, w, h)
}

// thumbnail decodes the largest of the picture's thumbnails.
func (f *heifFile) thumbnail() (*pixels, error) {
	const most = 16
	var ids [most]C.heif_item_id
	n := C.heif_image_handle_get_list_of_thumbnail_IDs(f.handle, &ids[0], most)
	var best *C.struct_heif_image_handle
	for _, id := range ids[:max(0, min(int(n), most))] {
		var handle *C.struct_heif_image_handle
		if C.heif_image_handle_get_thumbnail(f.handle, id, &handle).code != C.heif_error_Ok {
			continue
		}
		if best != nil && !isLarger(handle, best) {
			C.heif_image_handle_release(handle)
			continue
		}
		if best != nil {
			C.heif_image_handle_release(best)
		}
		best = handle
	}
	if best == nil {
		return nil, faultf(wire.NoThumbnail, "the file has no embedded thumbnail")
	}
	defer C.heif_image_handle_release(best)
	w, h := sizeOf(best)
	return f.decode(best, w, h)
}

func isLarger(a, b *C.struct_heif_image_handle) bool {
	aw, ah := sizeOf(a)
	bw, bh := sizeOf(b)
	return aw*ah > bw*bh
}

// workBytes is what libheif takes for a pixel while it decodes, measured with
// 1.15 (8 bytes) and with some room: planes as coded and turned upright, and the
// RGBA result. Pictures of 10 and 12 bits take twice that. Where the memory does
// not suffice libheif says something else, so it is asked for before.
func workBytes(handle *C.struct_heif_image_handle) int64 {
	if C.heif_image_handle_get_luma_bits_per_pixel(handle) > 8 {
		return 20
	}
	return 10
}

// decode gives pixels that libheif has already turned and mirrored as the file
// asks. Turning them by the EXIF orientation too would turn them twice.
func (f *heifFile) decode(handle *C.struct_heif_image_handle, w, h int) (*pixels, error) {
	if w <= 0 || h <= 0 {
		return nil, faultf(wire.Damaged, "the file is damaged: its header says %d x %d pixels", w, h)
	}
	if int64(w)*int64(h) > min(wire.MaxPixels, f.memory/workBytes(handle)) {
		return nil, faultf(wire.TooLarge, "the picture is too large: %d x %d pixels need more than %d MB to decode", w, h, f.memory>>20)
	}
	var img *C.struct_heif_image
	if err := heifError(C.decode(handle, &img)); err != nil {
		return nil, err
	}
	var stride C.int
	plane := C.heif_image_get_plane(img, C.heif_channel_interleaved, &stride)
	pw, ph := int(C.heif_image_get_width(img, C.heif_channel_interleaved)), int(C.heif_image_get_height(img, C.heif_channel_interleaved))
	if plane == nil || pw <= 0 || ph <= 0 || int(stride) < 4*pw {
		C.heif_image_release(img)
		return nil, faultf(wire.Damaged, "the file is damaged: it decodes to no picture")
	}
	p := &pixels{
		rgba: &image.RGBA{
			Pix:    unsafe.Slice((*byte)(unsafe.Pointer(plane)), int(stride)*ph),
			Stride: int(stride), Rect: image.Rect(0, 0, pw, ph),
		},
		release: func() { C.heif_image_release(img) },
	}
	if C.warned(img) != 0 {
		p.damaged = "the file is damaged: parts of the picture are wrong"
	}
	if C.heif_image_handle_has_alpha_channel(handle) != 0 {
		onWhite(p.rgba, C.heif_image_handle_is_premultiplied_alpha(handle) != 0)
	}
	return p, nil
}

// heifError says what libheif has against a file.
func heifError(e C.struct_heif_error) error {
	text := strings.ToLower(C.GoString(e.message))
	switch e.code {
	case C.heif_error_Ok:
		return nil
	case C.heif_error_Unsupported_filetype, C.heif_error_Unsupported_feature:
		return faultf(wire.Unsupported, "this kind of HEIC or AVIF cannot be read: the decoder says: %s", text)
	case C.heif_error_Memory_allocation_error:
		return faultf(wire.TooLarge, "the picture is too large: the decoder says: %s", text)
	}
	return faultf(wire.Damaged, "the file is damaged: its decoder says: %s", text)
}
