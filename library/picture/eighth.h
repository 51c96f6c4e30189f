// A baseline JPEG at an eighth of its size, as libjpeg gives it, in a third of the
// time: where libjpeg decodes coefficients to throw them away, this passes over
// several of them at once. It reads what nearly all cameras write, and gives up on
// everything else.

#ifndef KEEPLIGHT_EIGHTH_H
#define KEEPLIGHT_EIGHTH_H

#include <stddef.h>
#include <stdint.h>

// A Huffman table as DHT has it.
typedef struct {
	uint8_t lengths[16]; // how many codes have 1 to 16 bits
	uint8_t symbols[256];
} eighth_codes;

// What the headers say. The first component may be sampled twice as often as the
// others each way; there are one or three.
typedef struct {
	int components;
	int across, down;       // the first component's blocks of a unit
	int units_x, units_y;   // the picture's units (MCU)
	int restart;            // units between restart markers, 0 for none
	uint16_t quant[3][64];  // of each component, in the file's zigzag order
	eighth_codes dc[3], ac[3];
} eighth_header;

typedef struct eighth eighth;

// eighth_open prepares for the scan in data, which has to stay until eighth_close.
// It gives NULL for tables that are none, and where there is no memory.
eighth *eighth_open(const eighth_header *header, const uint8_t *data, size_t size);

// eighth_read decodes a row of units into down rows of RGBA, each of across times
// units_x pixels, and one after the other. It gives 0 where the data is not as it
// should be.
int eighth_read(eighth *e, uint8_t *pixels);

// eighth_end is true where all rows were read and the end marker follows.
int eighth_end(const eighth *e);

void eighth_close(eighth *e);

#endif
