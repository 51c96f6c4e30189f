//go:build cgo && !notiff

#include "tiff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

struct tiff_reader {
	TIFF *tiff;
	const uint8_t *data;
	uint64_t size; // of the data
	uint64_t end;  // where the file seems to end: behind the data it reads as zeros
	uint64_t at;
	int cut;
	char message[TIFF_MESSAGE];
};

static tmsize_t read_bytes(thandle_t handle, void *to, tmsize_t size) {
	tiff_reader *r = handle;
	if (size <= 0 || r->at >= r->end) return 0;
	uint64_t n = (uint64_t)size < r->end - r->at ? (uint64_t)size : r->end - r->at;
	uint64_t there = r->at < r->size ? r->size - r->at : 0;
	if (there > n) there = n;
	memcpy(to, r->data + (there ? r->at : 0), there);
	memset((uint8_t *)to + there, 0, n - there);
	r->at += n;
	return (tmsize_t)n;
}

static tmsize_t write_bytes(thandle_t handle, void *from, tmsize_t size) { return -1; }

static toff_t seek_to(thandle_t handle, toff_t offset, int whence) {
	tiff_reader *r = handle;
	r->at = whence == SEEK_CUR ? r->at + offset : whence == SEEK_END ? r->end + offset : offset;
	return r->at;
}

static int close_bytes(thandle_t handle) { return 0; }

static toff_t size_of(thandle_t handle) { return ((tiff_reader *)handle)->end; }

// Where there are zeros behind the data there is nothing to map.
static int map_bytes(thandle_t handle, void **base, toff_t *size) {
	tiff_reader *r = handle;
	if (r->end != r->size) return 0;
	*base = (void *)r->data;
	*size = r->size;
	return 1;
}

static void unmap_bytes(thandle_t handle, void *base, toff_t size) {}

static void note(tiff_reader *r, const char *format, va_list args) {
	if (r && !r->message[0]) vsnprintf(r->message, sizeof r->message, format, args);
}

static void on_error(thandle_t handle, const char *module, const char *format, va_list args) {
	note(handle, format, args);
}

// libtiff warns of much that means nothing. What libjpeg finds in damaged data
// comes as a warning too, and the picture as if it were whole.
static void on_warning(thandle_t handle, const char *module, const char *format, va_list args) {
	if (module && !strcmp(module, "JPEGLib")) note(handle, format, args);
}

#if TIFFLIB_VERSION >= 20221213 // 4.5.0
static int on_error_here(TIFF *tiff, void *reader, const char *module, const char *format, va_list args) {
	on_error(reader, module, format, args);
	return 1;
}

static int on_warning_here(TIFF *tiff, void *reader, const char *module, const char *format, va_list args) {
	on_warning(reader, module, format, args);
	return 1;
}

static TIFF *open_client(tiff_reader *r, uint64_t most) {
	TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
	if (!options) return NULL;
	TIFFOpenOptionsSetMaxSingleMemAlloc(options, (tmsize_t)most);
#if TIFFLIB_VERSION >= 20240911 // 4.7.0
	TIFFOpenOptionsSetMaxCumulatedMemAlloc(options, (tmsize_t)most);
#endif
	TIFFOpenOptionsSetErrorHandlerExtR(options, on_error_here, r);
	TIFFOpenOptionsSetWarningHandlerExtR(options, on_warning_here, r);
	TIFF *tiff = TIFFClientOpenExt("", "r", r, read_bytes, write_bytes, seek_to, close_bytes, size_of, map_bytes, unmap_bytes, options);
	TIFFOpenOptionsFree(options);
	return tiff;
}
#else
// Before 4.5 only the limit of the whole process holds.
static TIFF *open_client(tiff_reader *r, uint64_t most) {
	TIFFSetErrorHandler(NULL);
	TIFFSetWarningHandler(NULL);
	TIFFSetErrorHandlerExt(on_error);
	TIFFSetWarningHandlerExt(on_warning);
	return TIFFClientOpen("", "r", r, read_bytes, write_bytes, seek_to, close_bytes, size_of, map_bytes, unmap_bytes);
}
#endif

// is_full is 0 for a page that is a smaller copy or a mask of another.
static int is_full(TIFF *t) {
	uint32_t kind = 0, width = 0, height = 0;
	uint16_t old = 0;
	TIFFGetField(t, TIFFTAG_IMAGEWIDTH, &width);
	TIFFGetField(t, TIFFTAG_IMAGELENGTH, &height);
	if (!width || !height) return 0;
	if (TIFFGetField(t, TIFFTAG_SUBFILETYPE, &kind)) return !(kind & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK));
	return !TIFFGetField(t, TIFFTAG_OSUBFILETYPE, &old) || old != OFILETYPE_REDUCEDIMAGE;
}

// choose_page leaves the file at its first full page, else at its first.
static int choose_page(TIFF *t) {
	enum { MOST_PAGES = 64 };
	uint64_t below[MOST_PAGES], *found = NULL;
	uint16_t n = 0;
	if (is_full(t)) return 1;
	if (TIFFGetField(t, TIFFTAG_SUBIFD, &n, &found) && found) {
		if (n > MOST_PAGES) n = MOST_PAGES;
		memcpy(below, found, n * sizeof *below); // gone with the next page
	} else {
		n = 0;
	}
	for (int i = 1; i < MOST_PAGES && TIFFReadDirectory(t); i++)
		if (is_full(t)) return 1;
	for (int i = 0; i < n; i++)
		if (TIFFSetSubDirectory(t, below[i]) && is_full(t)) return 1;
	return TIFFSetDirectory(t, 0);
}

// first_alpha finds the sample that says how transparent a pixel is. Where the
// file says nothing of one sample more than there are colours, it is that, as
// other viewers take it.
static void first_alpha(TIFF *t, struct tiff_page *p) {
	uint16_t n = 0, *kinds = NULL;
	if (TIFFGetField(t, TIFFTAG_EXTRASAMPLES, &n, &kinds) && kinds) {
		p->extras = n < p->samples ? n : p->samples - 1;
		for (uint16_t i = 0; i < p->extras && !p->alpha; i++) {
			if (kinds[i] != EXTRASAMPLE_ASSOCALPHA && kinds[i] != EXTRASAMPLE_UNASSALPHA) continue;
			p->alpha = kinds[i];
			p->alpha_at = p->samples - p->extras + i;
		}
		return;
	}
	if ((p->photometric == PHOTOMETRIC_RGB && p->samples == 4) || (p->photometric <= PHOTOMETRIC_MINISBLACK && p->samples == 2)) {
		p->extras = 1;
		p->alpha = EXTRASAMPLE_UNASSALPHA;
		p->alpha_at = p->samples - 1;
	}
}

static void describe(TIFF *t, struct tiff_page *p) {
	memset(p, 0, sizeof *p);
	TIFFGetField(t, TIFFTAG_IMAGEWIDTH, &p->width);
	TIFFGetField(t, TIFFTAG_IMAGELENGTH, &p->height);
	TIFFGetFieldDefaulted(t, TIFFTAG_BITSPERSAMPLE, &p->bits);
	TIFFGetFieldDefaulted(t, TIFFTAG_SAMPLESPERPIXEL, &p->samples);
	TIFFGetFieldDefaulted(t, TIFFTAG_SAMPLEFORMAT, &p->format);
	TIFFGetFieldDefaulted(t, TIFFTAG_PLANARCONFIG, &p->planar);
	TIFFGetFieldDefaulted(t, TIFFTAG_COMPRESSION, &p->compression);
	TIFFGetField(t, TIFFTAG_ORIENTATION, &p->orientation);
	TIFFGetFieldDefaulted(t, TIFFTAG_INKSET, &p->ink_set);
	if (!TIFFGetField(t, TIFFTAG_PHOTOMETRIC, &p->photometric))
		p->photometric = p->samples >= 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK;
	first_alpha(t, p);
	double low = -1, high = -1;
	if (TIFFGetField(t, TIFFTAG_SMINSAMPLEVALUE, &low) && TIFFGetField(t, TIFFTAG_SMAXSAMPLEVALUE, &high))
		p->displayed = low == 0 && high == 1;
	if (TIFFIsTiled(t)) {
		TIFFGetField(t, TIFFTAG_TILEWIDTH, &p->tile_width);
		TIFFGetField(t, TIFFTAG_TILELENGTH, &p->tile_height);
		return;
	}
	TIFFGetFieldDefaulted(t, TIFFTAG_ROWSPERSTRIP, &p->strip_rows);
	if (!p->strip_rows || p->strip_rows > p->height) p->strip_rows = p->height;
}

// end_of_data gives where the last of the page's strips and tiles ends, and in
// first where the first one begins.
static uint64_t end_of_data(TIFF *t, uint64_t *first) {
	uint64_t end = 0, most = UINT64_MAX;
	uint16_t compression = COMPRESSION_NONE;
	uint32_t n = TIFFIsTiled(t) ? TIFFNumberOfTiles(t) : TIFFNumberOfStrips(t);
	*first = UINT64_MAX;
	TIFFGetFieldDefaulted(t, TIFFTAG_COMPRESSION, &compression);
	if (compression == COMPRESSION_NONE) most = (uint64_t)(TIFFIsTiled(t) ? TIFFTileSize(t) : TIFFStripSize(t));
	for (uint32_t i = 0; i < n; i++) {
		uint64_t offset = TIFFGetStrileOffset(t, i), bytes = TIFFGetStrileByteCount(t, i);
		if (!bytes || offset > UINT64_MAX - bytes) continue;
		if (bytes > most) bytes = most; // more than the picture takes means nothing
		if (offset + bytes > end) end = offset + bytes;
		if (offset < *first) *first = offset;
	}
	return end;
}

static int open_page(tiff_reader *r, uint64_t most) {
	r->at = 0;
	r->tiff = open_client(r, most);
	return r->tiff && choose_page(r->tiff);
}

// open_cut opens a file that ends early once more, as if zeros followed it:
// libtiff refuses strips that it does not find whole.
static int open_cut(tiff_reader *r, uint64_t most) {
	const uint64_t most_zeros = (uint64_t)1 << 31;
	uint64_t first, end = end_of_data(r->tiff, &first);
	if (end <= r->size) return 1;
	r->cut = first < r->size ? 1 : 2;
	if (end - r->size > most_zeros) return 1;
	TIFFClose(r->tiff);
	r->end = end;
	r->message[0] = 0;
	return open_page(r, most);
}

tiff_reader *tiff_open(const uint8_t *data, size_t size, uint64_t most, struct tiff_page *page, char *message) {
	tiff_reader *r = calloc(1, sizeof *r);
	if (!r) return NULL;
	r->data = data;
	r->size = r->end = size;
	if (!open_page(r, most) || !open_cut(r, most)) {
		memcpy(message, r->message, TIFF_MESSAGE);
		tiff_close(r);
		return NULL;
	}
	r->message[0] = 0; // what is wrong with other things than the picture
	describe(r->tiff, page);
	return r;
}

void tiff_close(tiff_reader *r) {
	if (r->tiff) TIFFClose(r->tiff);
	free(r);
}

int tiff_is_cut(const tiff_reader *r) { return r->cut; }

int tiff_has_codec(uint16_t compression) { return TIFFIsCODECConfigured(compression); }

void tiff_rgb_from_jpeg(tiff_reader *r) { TIFFSetField(r->tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB); }

size_t tiff_profile(tiff_reader *r, const uint8_t **bytes) {
	uint32_t n = 0;
	void *found = NULL;
	if (!TIFFGetField(r->tiff, TIFFTAG_ICCPROFILE, &n, &found) || !found) return 0;
	*bytes = found;
	return n;
}

int tiff_map(tiff_reader *r, const uint16_t *map[3]) {
	uint16_t *red = NULL, *green = NULL, *blue = NULL;
	if (!TIFFGetField(r->tiff, TIFFTAG_COLORMAP, &red, &green, &blue)) return 0;
	map[0] = red, map[1] = green, map[2] = blue;
	return red && green && blue;
}

static uint64_t bytes(tmsize_t n) { return n > 0 ? (uint64_t)n : 0; }

uint64_t tiff_row_size(tiff_reader *r) { return bytes(TIFFScanlineSize(r->tiff)); }
uint64_t tiff_strip_size(tiff_reader *r) { return bytes(TIFFStripSize(r->tiff)); }
uint64_t tiff_tile_size(tiff_reader *r) { return bytes(TIFFTileSize(r->tiff)); }

int tiff_read_row(tiff_reader *r, uint8_t *to, uint32_t y, uint16_t plane) {
	return TIFFReadScanline(r->tiff, to, y, plane) >= 0;
}

int tiff_read_strip(tiff_reader *r, uint8_t *to, uint64_t size, uint32_t y, uint16_t plane) {
	return TIFFReadEncodedStrip(r->tiff, TIFFComputeStrip(r->tiff, y, plane), to, (tmsize_t)size) >= 0;
}

int tiff_read_tile(tiff_reader *r, uint8_t *to, uint64_t size, uint32_t x, uint32_t y, uint16_t plane) {
	return TIFFReadEncodedTile(r->tiff, TIFFComputeTile(r->tiff, x, y, 0, plane), to, (tmsize_t)size) >= 0;
}

int tiff_is_rgba_ok(tiff_reader *r, char *message) {
	char text[1024] = "";
	if (TIFFRGBAImageOK(r->tiff, text)) return 1;
	snprintf(message, TIFF_MESSAGE, "%s", text);
	return 0;
}

int tiff_read_rgba(tiff_reader *r, uint8_t *to) {
	char text[1024] = "";
	TIFFRGBAImage image;
	if (!TIFFRGBAImageBegin(&image, r->tiff, 0, text)) {
		if (!r->message[0]) snprintf(r->message, sizeof r->message, "%s", text);
		return 0;
	}
	image.req_orientation = image.orientation; // the caller turns it
	uint64_t n = (uint64_t)image.width * image.height;
	int done = TIFFRGBAImageGet(&image, (uint32_t *)to, image.width, image.height);
	TIFFRGBAImageEnd(&image);
	for (uint64_t i = 0; i < n; i++) {
		uint32_t v = ((uint32_t *)to)[i]; // in the machine's order of bytes
		uint8_t *p = to + 4 * i;
		p[0] = TIFFGetR(v), p[1] = TIFFGetG(v), p[2] = TIFFGetB(v), p[3] = TIFFGetA(v);
	}
	return done;
}

const char *tiff_complaint(const tiff_reader *r) { return r->message; }

const char *tiff_version(void) { return TIFFGetVersion(); }
