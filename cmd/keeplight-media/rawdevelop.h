// One RAW file in memory that is developed with LibRaw.

#ifndef KEEPLIGHT_RAWDEVELOP_H
#define KEEPLIGHT_RAWDEVELOP_H

#include <stdint.h>
#include <stddef.h>

typedef struct raw_reader raw_reader;

// What may be spent on a file.
struct raw_limits {
	uint64_t memory; // bytes that its samples may take
	double seconds;  // of processor time of all threads, 0 for no limit
};

// What a file says of its picture.
struct raw_facts {
	uint32_t width, height; // of the developed picture, as its pixels lie
	int halved;             // 1 where two by two sensor pixels become one
	int orientation;        // EXIF 1..8 that is still to be applied
	int is_dng;
	int is_known;           // 0 where the camera's colours and levels are guesses
};

// The ends that a call can come to.
enum raw_status {
	RAW_OK,
	RAW_UNKNOWN,   // no RAW file, or of a camera or compression that LibRaw does not know
	RAW_ENDS,      // the file ends before the picture does
	RAW_DAMAGED,
	RAW_TOO_LARGE, // more memory than is allowed
	RAW_SLOW,      // more time than is allowed
};

// raw_open reads what a file says. Only the limits are kept: the data may go. It
// gives NULL where there is no memory for it.
raw_reader *raw_open(const uint8_t *data, size_t size, struct raw_limits limits, struct raw_facts *facts, enum raw_status *status);
void raw_close(raw_reader *r);

// raw_develop develops the picture in the same bytes, or in these with more behind
// them: half size, by the white balance of the camera, as sRGB. Of a damaged file
// it may give what there is, and says then by damaged that parts are wrong.
enum raw_status raw_develop(raw_reader *r, const uint8_t *data, size_t size, int *damaged);

// raw_size is that of the developed picture, in pixels, and raw_paint fills so
// many pixels of 4 bytes.
void raw_size(const raw_reader *r, uint32_t *width, uint32_t *height);
void raw_paint(const raw_reader *r, uint8_t *rgba);

// What this LibRaw reads: lossless JPEG in tiles as Sony writes it since 2021; and of
// a DNG uncompressed floating point numbers, and those that Deflate compresses.
int raw_reads_jpeg_tiles(void);
int raw_reads_floats(void);
int raw_reads_deflate(void);

const char *raw_version(void);

#endif
