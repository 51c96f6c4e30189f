//go:build cgo && !nojxl

#include "jxl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <jxl/decode.h>
#include <jxl/thread_parallel_runner.h>
#include <jxl/version.h>

#if JPEGXL_NUMERIC_VERSION >= JPEGXL_COMPUTE_NUMERIC_VERSION(0, 9, 0)
#define profile_size(d, size) JxlDecoderGetICCProfileSize(d, JXL_COLOR_PROFILE_TARGET_DATA, size)
#define profile_bytes(d, to, size) JxlDecoderGetColorAsICCProfile(d, JXL_COLOR_PROFILE_TARGET_DATA, to, size)
#define encoded_profile(d, target, to) JxlDecoderGetColorAsEncodedProfile(d, target, to)
#define prefer(d, encoding) JxlDecoderSetOutputColorProfile(d, encoding, NULL, 0)
#else
#define profile_size(d, size) JxlDecoderGetICCProfileSize(d, NULL, JXL_COLOR_PROFILE_TARGET_DATA, size)
#define profile_bytes(d, to, size) JxlDecoderGetColorAsICCProfile(d, NULL, JXL_COLOR_PROFILE_TARGET_DATA, to, size)
#define encoded_profile(d, target, to) JxlDecoderGetColorAsEncodedProfile(d, NULL, target, to)
#define prefer(d, encoding) JxlDecoderSetPreferredColorProfile(d, encoding)
#endif

// place is where a pixel of the picture lies on a canvas that is smaller.
struct place {
	uint32_t at, parts;
};

struct jxl_reader {
	JxlDecoder *decoder;
	void *runner;
	const uint8_t *data;
	size_t size;
	size_t most, used; // bytes of memory; changed by several threads
	int refused;       // 1 once more was asked for
	JxlBasicInfo info;
	uint32_t black, alpha; // 1 + the channel of black ink, and of transparency; 0 for none
	struct jxl_canvas *canvas;
	struct place *columns;
	uint64_t painted; // pixels of the picture
};

// What is given out remembers its size in front, in as many bytes as keep it
// aligned.
enum { HEADER = 64 };

static void *take(void *opaque, size_t size) {
	jxl_reader *r = opaque;
	if (size > SIZE_MAX - HEADER) return NULL;
	size += HEADER;
	size_t used = __atomic_add_fetch(&r->used, size, __ATOMIC_RELAXED);
	uint8_t *block = used < size || used > r->most ? NULL : malloc(size);
	if (!block) {
		__atomic_sub_fetch(&r->used, size, __ATOMIC_RELAXED);
		__atomic_store_n(&r->refused, 1, __ATOMIC_RELAXED);
		return NULL;
	}
	memcpy(block, &size, sizeof size);
	return block + HEADER;
}

static void give_back(void *opaque, void *address) {
	jxl_reader *r = opaque;
	if (!address) return;
	uint8_t *block = (uint8_t *)address - HEADER;
	size_t size;
	memcpy(&size, block, sizeof size);
	__atomic_sub_fetch(&r->used, size, __ATOMIC_RELAXED);
	free(block);
}

enum { EVENTS = JXL_DEC_BASIC_INFO | JXL_DEC_COLOR_ENCODING | JXL_DEC_FULL_IMAGE };

jxl_reader *jxl_open(const uint8_t *data, size_t size, size_t most, int threads) {
	jxl_reader *r = calloc(1, sizeof *r);
	if (!r) return NULL;
	r->data = data;
	r->size = size;
	r->most = most;
	JxlMemoryManager memory = { r, take, give_back };
	r->decoder = JxlDecoderCreate(&memory);
	if (r->decoder && threads > 1 && (r->runner = JxlThreadParallelRunnerCreate(&memory, (size_t)threads)))
		JxlDecoderSetParallelRunner(r->decoder, JxlThreadParallelRunner, r->runner);
	if (!r->decoder || JxlDecoderSubscribeEvents(r->decoder, EVENTS) != JXL_DEC_SUCCESS ||
		JxlDecoderSetUnpremultiplyAlpha(r->decoder, JXL_TRUE) != JXL_DEC_SUCCESS ||
		JxlDecoderSetInput(r->decoder, data, size) != JXL_DEC_SUCCESS) {
		jxl_close(r);
		return NULL;
	}
	return r;
}

void jxl_close(jxl_reader *r) {
	if (r->decoder) JxlDecoderDestroy(r->decoder);
	if (r->runner) JxlThreadParallelRunnerDestroy(r->runner);
	free(r->columns);
	free(r);
}

// failed says why a step came to another end than it should.
static int failed(const jxl_reader *r, JxlDecoderStatus status) {
	if (r->refused) return JXL_MEMORY;
	return status == JXL_DEC_NEED_MORE_INPUT ? JXL_CUT : JXL_WRONG;
}

int jxl_describe(jxl_reader *r, struct jxl_info *info) {
	JxlDecoderStatus status = JxlDecoderProcessInput(r->decoder);
	if (status != JXL_DEC_BASIC_INFO) return failed(r, status);
	if (JxlDecoderGetBasicInfo(r->decoder, &r->info) != JXL_DEC_SUCCESS) return JXL_WRONG;
	const JxlBasicInfo *i = &r->info;
	struct jxl_info described = {
		i->xsize, i->ysize, i->bits_per_sample, i->num_color_channels, i->num_extra_channels,
		i->alpha_bits > 0, i->uses_original_profile,
	};
	for (uint32_t n = 0; n < i->num_extra_channels && i->uses_original_profile && i->num_color_channels == 3; n++) {
		JxlExtraChannelInfo extra;
		if (JxlDecoderGetExtraChannelInfo(r->decoder, n, &extra) != JXL_DEC_SUCCESS) return JXL_WRONG;
		if (extra.type == JXL_CHANNEL_BLACK && !r->black) r->black = n + 1;
		if (extra.type == JXL_CHANNEL_ALPHA && !r->alpha) r->alpha = n + 1;
	}
	if (r->black) described.colours = 4;
	*info = described;
	return JXL_DONE;
}

// srgb_for is sRGB, or the grey of it.
static JxlColorEncoding srgb_for(const jxl_reader *r) {
	JxlColorEncoding e;
	memset(&e, 0, sizeof e);
	e.color_space = r->info.num_color_channels == 1 ? JXL_COLOR_SPACE_GRAY : JXL_COLOR_SPACE_RGB;
	e.white_point = JXL_WHITE_POINT_D65;
	e.primaries = JXL_PRIMARIES_SRGB;
	e.transfer_function = JXL_TRANSFER_FUNCTION_SRGB;
	e.rendering_intent = JXL_RENDERING_INTENT_PERCEPTUAL;
	return e;
}

static int is_hdr(const JxlColorEncoding *e) {
	return e->transfer_function == JXL_TRANSFER_FUNCTION_PQ || e->transfer_function == JXL_TRANSFER_FUNCTION_HLG;
}

// choose asks for sRGB, or for light beyond white as it is.
static void choose(jxl_reader *r) {
	JxlColorEncoding own, wanted = srgb_for(r);
	if (encoded_profile(r->decoder, JXL_COLOR_PROFILE_TARGET_ORIGINAL, &own) == JXL_DEC_SUCCESS && is_hdr(&own)) {
		wanted.primaries = JXL_PRIMARIES_2100;
		wanted.transfer_function = own.transfer_function;
	}
	prefer(r->decoder, &wanted); // what came of it is asked below
}

// code_points gives H.273's numbers for primaries and transfer of light beyond
// white, which profiles tell badly or not at all.
static void code_points(const JxlColorEncoding *e, struct jxl_colours *c) {
	if (!is_hdr(e)) return;
	c->transfer = e->transfer_function == JXL_TRANSFER_FUNCTION_PQ ? 16 : 18;
	c->primaries = e->color_space == JXL_COLOR_SPACE_GRAY || e->primaries == JXL_PRIMARIES_SRGB ? 1
		: e->primaries == JXL_PRIMARIES_P3                                                  ? 12
																							: 9;
}

int jxl_choose_colours(jxl_reader *r, struct jxl_colours *colours) {
	memset(colours, 0, sizeof *colours);
	JxlDecoderStatus status = JxlDecoderProcessInput(r->decoder);
	if (status != JXL_DEC_COLOR_ENCODING) return failed(r, status);
	if (!r->info.uses_original_profile) choose(r);
	JxlColorEncoding e;
	if (r->black || encoded_profile(r->decoder, JXL_COLOR_PROFILE_TARGET_DATA, &e) != JXL_DEC_SUCCESS) return JXL_DONE;
	colours->srgb = e.transfer_function == JXL_TRANSFER_FUNCTION_SRGB &&
		(e.color_space == JXL_COLOR_SPACE_GRAY || (e.white_point == JXL_WHITE_POINT_D65 && e.primaries == JXL_PRIMARIES_SRGB));
	code_points(&e, colours);
	return JXL_DONE;
}

size_t jxl_profile(jxl_reader *r, uint8_t *to, size_t size) {
	if (to) return profile_bytes(r->decoder, to, size) == JXL_DEC_SUCCESS ? size : 0;
	return profile_size(r->decoder, &size) == JXL_DEC_SUCCESS ? size : 0;
}

// has_alpha is 1 where the pixels come with their transparency.
static int has_alpha(const jxl_reader *r) { return r->info.alpha_bits > 0 && !r->black; }

static inline uint32_t sample(const void *pixels, size_t i, uint32_t wide) {
	return wide ? ((const uint16_t *)pixels)[i] : ((const uint8_t *)pixels)[i];
}

// on_white is a sample of a pixel that is transparent by alpha.
static inline uint32_t on_white(uint32_t v, uint32_t alpha, uint32_t full) {
	if (alpha == full) return v;
	return (uint32_t)(((uint64_t)v * alpha + (uint64_t)full * (full - alpha) + full / 2) / full);
}

// paint stores a row of pixels as libjxl gives them.
static inline void paint(struct jxl_canvas *c, size_t x, size_t y, size_t n, const void *pixels,
	uint32_t wide, uint32_t colours, uint32_t alpha) {
	const uint32_t full = wide ? 65535 : 255, channels = colours + alpha;
	const size_t first = y * c->width + x;
	for (size_t i = 0; i < n; i++) {
		const uint32_t a = alpha ? sample(pixels, i * channels + colours, wide) : full;
		if (wide) {
			uint16_t *to = (uint16_t *)c->pixels + (first + i) * colours;
			for (uint32_t k = 0; k < colours; k++) to[k] = (uint16_t)on_white(sample(pixels, i * channels + k, wide), a, full);
			continue;
		}
		uint8_t *to = (uint8_t *)c->pixels + (first + i) * 4;
		for (uint32_t k = 0; k < 3; k++) to[k] = (uint8_t)on_white(sample(pixels, i * channels + (colours == 3 ? k : 0), wide), a, full);
		to[3] = 255;
	}
}

// Where a pixel of the canvas begins, in parts of a pixel of the picture.
enum { PARTS = 256 };

static inline uint64_t begins(uint32_t at, uint32_t pixels, uint32_t of) { return (uint64_t)at * pixels * PARTS / of; }

// within gives the pixel of the canvas in which one of the picture begins, and how
// many parts of it lie there; the rest lies in the next.
static inline struct place within(uint32_t at, uint32_t pixels, uint32_t of) {
	struct place p = { (uint32_t)((uint64_t)at * of / pixels), PARTS };
	const uint64_t parts = begins(p.at + 1, pixels, of) - (uint64_t)at * PARTS;
	if (parts < PARTS) p.parts = (uint32_t)parts;
	return p;
}

// add adds to a pixel of the canvas, of which several threads may have a part.
static inline void add(uint64_t *to, const uint64_t *sums, uint32_t parts, uint32_t colours) {
	for (uint32_t k = 0; parts && k < colours; k++) __atomic_add_fetch(to + k, sums[k] * parts, __ATOMIC_RELAXED);
}

// sum adds a row of pixels to those of the canvas that they lie in.
static void sum(const jxl_reader *r, size_t x, size_t y, size_t n, const uint8_t *pixels) {
	const struct jxl_canvas *c = r->canvas;
	const uint32_t full = 255, colours = r->info.num_color_channels, alpha = (uint32_t)has_alpha(r);
	const struct place *column = r->columns + x, row = within((uint32_t)y, r->info.ysize, c->height);
	uint64_t *upper = c->sums + (size_t)row.at * c->width * colours, *lower = upper + (size_t)c->width * colours;
	uint64_t sums[3] = { 0, 0, 0 }, next[3] = { 0, 0, 0 };
	for (size_t i = 0; i < n; i++, pixels += colours + alpha) {
		const uint32_t a = alpha ? pixels[colours] : full;
		for (uint32_t k = 0; k < colours; k++) {
			const uint64_t v = on_white(pixels[k], a, full);
			sums[k] += v * column[i].parts;
			next[k] = v * (PARTS - column[i].parts);
		}
		const uint32_t at = column[i].at, last = i + 1 == n;
		if (!last && column[i + 1].at == at) continue;
		add(upper + at * colours, sums, row.parts, colours);
		add(lower + at * colours, sums, PARTS - row.parts, colours);
		memcpy(sums, next, sizeof sums);
		if (last && column[i].parts < PARTS) {
			add(upper + (at + 1) * colours, sums, row.parts, colours);
			add(lower + (at + 1) * colours, sums, PARTS - row.parts, colours);
		}
	}
}

static void on_row(void *opaque, size_t x, size_t y, size_t n, const void *pixels) {
	jxl_reader *r = opaque;
	struct jxl_canvas *c = r->canvas;
	if (x >= r->info.xsize || y >= r->info.ysize || n > r->info.xsize - x) return;
	__atomic_add_fetch(&r->painted, n, __ATOMIC_RELAXED);
	if (c->sums) {
		sum(r, x, y, n, pixels);
		return;
	}
	// Constants have the compiler make a loop for each kind.
	switch ((c->wide ? 4 : 0) + (r->info.num_color_channels == 3 ? 2 : 0) + has_alpha(r)) {
	case 0: paint(c, x, y, n, pixels, 0, 1, 0); break;
	case 1: paint(c, x, y, n, pixels, 0, 1, 1); break;
	case 2: paint(c, x, y, n, pixels, 0, 3, 0); break;
	case 3: paint(c, x, y, n, pixels, 0, 3, 1); break;
	case 4: paint(c, x, y, n, pixels, 1, 1, 0); break;
	case 5: paint(c, x, y, n, pixels, 1, 1, 1); break;
	case 6: paint(c, x, y, n, pixels, 1, 3, 0); break;
	default: paint(c, x, y, n, pixels, 1, 3, 1); break;
	}
}

// set_output tells libjxl where pixels go.
static int set_output(jxl_reader *r) {
	struct jxl_canvas *c = r->canvas;
	const JxlPixelFormat format = {
		r->info.num_color_channels + (uint32_t)has_alpha(r), c->wide ? JXL_TYPE_UINT16 : JXL_TYPE_UINT8, JXL_NATIVE_ENDIAN, 0,
	};
	const JxlPixelFormat plane = { 1, JXL_TYPE_UINT16, JXL_NATIVE_ENDIAN, 0 };
	const size_t size = (size_t)2 * r->info.xsize * r->info.ysize;
	return JxlDecoderSetImageOutCallback(r->decoder, &format, on_row, r) == JXL_DEC_SUCCESS &&
		(!c->black || JxlDecoderSetExtraChannelBuffer(r->decoder, &plane, c->black, size, r->black - 1) == JXL_DEC_SUCCESS) &&
		(!c->alpha || JxlDecoderSetExtraChannelBuffer(r->decoder, &plane, c->alpha, size, r->alpha - 1) == JXL_DEC_SUCCESS);
}

// divide turns sums into means.
static void divide(const jxl_reader *r) {
	const struct jxl_canvas *c = r->canvas;
	const uint32_t colours = r->info.num_color_channels;
	if (!c->sums) return;
	for (uint32_t y = 0; y < c->height; y++) {
		const uint64_t rows = begins(y + 1, r->info.ysize, c->height) - begins(y, r->info.ysize, c->height);
		for (uint32_t x = 0; x < c->width; x++) {
			const uint64_t area = rows * (begins(x + 1, r->info.xsize, c->width) - begins(x, r->info.xsize, c->width));
			const size_t at = (size_t)y * c->width + x;
			const uint64_t *sums = c->sums + at * colours;
			uint8_t *to = (uint8_t *)c->pixels + at * 4;
			for (uint32_t k = 0; k < 3; k++) to[k] = (uint8_t)((sums[colours == 3 ? k : 0] + area / 2) / area);
			to[3] = 255;
		}
	}
}

static double share(const jxl_reader *r) {
	double s = (double)r->painted / ((double)r->info.xsize * r->info.ysize);
	return s > 1 ? 1 : s;
}

// flush has libjxl give what it knows of all pixels so far.
static void flush(jxl_reader *r) {
	const struct jxl_canvas *c = r->canvas;
	if (c->sums) memset(c->sums, 0, sizeof *c->sums * c->width * c->height * r->info.num_color_channels);
	r->painted = 0;
	JxlDecoderFlushImage(r->decoder); // where it fails nothing is painted
}

static int make_columns(jxl_reader *r) {
	r->columns = malloc(sizeof *r->columns * r->info.xsize);
	for (uint32_t x = 0; r->columns && x < r->info.xsize; x++) r->columns[x] = within(x, r->info.xsize, r->canvas->width);
	return r->columns != NULL;
}

int jxl_decode(jxl_reader *r, struct jxl_canvas *canvas, double *shown) {
	r->canvas = canvas;
	r->painted = 0;
	if (canvas->sums && !make_columns(r)) return JXL_MEMORY;
	for (;;) {
		JxlDecoderStatus status = JxlDecoderProcessInput(r->decoder);
		if (status == JXL_DEC_NEED_IMAGE_OUT_BUFFER && set_output(r)) continue;
		if (status == JXL_DEC_NEED_MORE_INPUT) flush(r);
		*shown = share(r);
		divide(r);
		return status == JXL_DEC_FULL_IMAGE ? JXL_DONE : failed(r, status);
	}
}

uint32_t jxl_version(void) { return JxlDecoderVersion(); }
