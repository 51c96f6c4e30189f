// One JPEG XL in memory that is read with libjxl.

#ifndef KEEPLIGHT_JXL_H
#define KEEPLIGHT_JXL_H

#include <stddef.h>
#include <stdint.h>

typedef struct jxl_reader jxl_reader;

// How far a step got.
enum {
	JXL_DONE,   // all of it
	JXL_CUT,    // the file ends before
	JXL_WRONG,  // libjxl finds an error in the file
	JXL_MEMORY, // more memory would be needed than is allowed
};

// What a file says of its picture. Sides are those of the upright picture, which
// libjxl turns by the file's own orientation.
struct jxl_info {
	uint32_t width, height;
	uint32_t bits;     // of a sample as it was encoded
	uint32_t colours;  // samples of a pixel: 1 of grey, 3 of RGB, 4 of inks
	uint32_t extras;   // channels that are no colours, transparency and black among them
	uint32_t alpha;    // 1 where pixels may be transparent
	uint32_t original; // 1 where pixels come in the file's own colours, 0 where libjxl can turn them into others
};

// In what colours the pixels come: sRGB of 8 bits, or samples of 16 bits in the
// profile (primaries is 0) or by ITU-T H.273's code points.
struct jxl_colours {
	uint32_t srgb;
	uint32_t primaries, transfer;
};

// jxl_open gets ready to read a file of which the data has to stay where it is
// until jxl_close. libjxl takes at most so many bytes of memory, as far as it asks
// for them here: before 0.11 not for its pixels. It gives NULL where there is no
// memory even for that.
jxl_reader *jxl_open(const uint8_t *data, size_t size, size_t most, int threads);
void jxl_close(jxl_reader *r);

// jxl_describe reads as far as the picture's size.
int jxl_describe(jxl_reader *r, struct jxl_info *info);

// jxl_choose_colours reads as far as the colours, after jxl_describe.
int jxl_choose_colours(jxl_reader *r, struct jxl_colours *colours);

// jxl_profile gives the ICC profile in which the pixels come, made by libjxl where
// the file has none, and its size, or 0. It is called with NULL for the size.
size_t jxl_profile(jxl_reader *r, uint8_t *to, size_t size);

// Where the pixels go: on a canvas that is smaller than the picture each of them is
// the mean of the area that it covers. What is transparent lies on white, except
// where there are inks.
struct jxl_canvas {
	uint32_t width, height;
	uint32_t wide;          // 1 for samples of 16 bits, 0 for RGBA of 8
	void *pixels;           // width x height; wide ones have a sample for each colour but black
	uint64_t *sums;         // zeros; a number for each colour of a pixel of 8 bits, or NULL for a canvas of the picture's size
	uint16_t *black;        // a plane for black ink, or NULL where there is none
	uint16_t *alpha;        // the same for the transparency of inks
};

// jxl_decode fills a canvas with the first frame, after jxl_choose_colours. shown
// is the share of its pixels that were written, roughly or as they should be; the
// others keep what they were, on a canvas of the picture's size, and are nothing on
// a smaller one.
int jxl_decode(jxl_reader *r, struct jxl_canvas *canvas, double *shown);

// jxl_version gives libjxl's version: 7000 for 0.7.0.
uint32_t jxl_version(void);

#endif
