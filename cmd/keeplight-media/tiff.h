// One TIFF in memory that is read with libtiff.

#ifndef KEEPLIGHT_TIFF_H
#define KEEPLIGHT_TIFF_H

#include <stdint.h>
#include <stddef.h>

enum { TIFF_MESSAGE = 200 };

typedef struct tiff_reader tiff_reader;

// What a page says of its picture, with TIFF's own numbers.
struct tiff_page {
	uint32_t width, height;
	uint32_t tile_width, tile_height; // 0 for strips
	uint32_t strip_rows;              // at most height
	uint16_t bits, samples, format, photometric, planar, compression, orientation, ink_set, extras;
	uint16_t displayed; // 1 where the samples are said to reach from 0 to 1
	uint16_t alpha;    // TIFF's ExtraSamples: 0 none, 1 premultiplied, 2 straight
	uint16_t alpha_at; // the sample that holds it
};

// tiff_open reads the structure of a file up to its first full page: one that is
// neither a smaller copy of another page nor a mask. The data has to stay where
// it is until tiff_close. No block of memory is larger than most bytes, where
// libtiff has such a limit. It gives NULL where there is none, with the reason
// in message.
tiff_reader *tiff_open(const uint8_t *data, size_t size, uint64_t most, struct tiff_page *page, char *message);
void tiff_close(tiff_reader *r);

// tiff_is_cut is 1 where a part of the page would lie behind the file's end, 2
// where all of it would. What lies there reads as zeros.
int tiff_is_cut(const tiff_reader *r);

// tiff_has_codec is 0 where libtiff was built without a compression.
int tiff_has_codec(uint16_t compression);

// tiff_rgb_from_jpeg has libjpeg turn the page's YCbCr into RGB.
void tiff_rgb_from_jpeg(tiff_reader *r);

// tiff_profile gives the length of the page's ICC profile, or 0.
size_t tiff_profile(tiff_reader *r, const uint8_t **bytes);

// tiff_map gives the page's palette, three tables of 1 << bits colours of 16
// bits, or 0.
int tiff_map(tiff_reader *r, const uint16_t *map[3]);

// The bytes of a row, a strip or a tile of one plane, 0 where there is no such
// size; and reading one, which gives 0 where it fails. What then was not reached
// keeps its bytes.
uint64_t tiff_row_size(tiff_reader *r);
uint64_t tiff_strip_size(tiff_reader *r);
uint64_t tiff_tile_size(tiff_reader *r);
int tiff_read_row(tiff_reader *r, uint8_t *to, uint32_t y, uint16_t plane);
int tiff_read_strip(tiff_reader *r, uint8_t *to, uint64_t size, uint32_t y, uint16_t plane);
int tiff_read_tile(tiff_reader *r, uint8_t *to, uint64_t size, uint32_t x, uint32_t y, uint16_t plane);

// tiff_is_rgba_ok is 1 where tiff_read_rgba reads the page; else message says why
// not.
int tiff_is_rgba_ok(tiff_reader *r, char *message);

// tiff_read_rgba fills width x height pixels of 4 bytes, as they lie in the file,
// premultiplied by their alpha. It gives 0 where nothing can be read.
int tiff_read_rgba(tiff_reader *r, uint8_t *to);

// tiff_complaint is what libtiff said first that means damage, or "".
const char *tiff_complaint(const tiff_reader *r);

const char *tiff_version(void);

#endif
