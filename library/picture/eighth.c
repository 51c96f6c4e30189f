//go:build cgo

#include "eighth.h"

#include <stdlib.h>
#include <string.h>

enum {
	LOOK = 10,    // bits by which a code is looked up at once
	PASS = 14,    // bits by which several coefficients are passed over at once
	END = 1 << 15 // what is passed over ends with the block
};

// codes is a Huffman table (ITU-T T.81, F.2.2.3).
typedef struct {
	uint16_t look[1 << LOOK]; // a code's length and its symbol; 0 where it is longer
	int32_t last[18];         // the last code of a length, -1 where there is none
	int32_t offset[17];       // from a code to its symbol's place
	uint8_t symbols[256];
} codes;

struct eighth {
	eighth_header header;
	codes dc[3], ac[3];
	uint16_t pass[3][1 << PASS]; // how many coefficients, END, and how many bits; 0 where no code fits
	const uint8_t *at, *end;
	uint64_t bits; // the next ones first
	int count;     // of them; less than none where more was asked for than there is
	int stopped;   // at a marker or the end
	int left;      // units until the next restart marker
	int marker;    // the next one's number
	int rows;      // of units, that are still to be read
	int last[3];   // DC of each component
	uint8_t *lines[3];
};

static int make_codes(codes *c, const eighth_codes *from) {
	int code = 0, place = 0;
	memset(c->look, 0, sizeof c->look);
	memcpy(c->symbols, from->symbols, sizeof c->symbols);
	for (int length = 1; length <= 16; length++) {
		int n = from->lengths[length - 1];
		if (place + n > 256 || code + n > 1 << length) return 0;
		c->offset[length] = place - code;
		c->last[length] = n ? code + n - 1 : -1;
		for (int i = 0; i < n; i++, code++, place++) {
			if (length > LOOK) continue;
			for (int k = 0; k < 1 << (LOOK - length); k++) {
				c->look[(code << (LOOK - length)) + k] = length << 8 | from->symbols[place];
			}
		}
		code <<= 1;
	}
	c->last[17] = 1 << 30; // ends the search
	return place > 0;
}

// is_odd is true for symbols that no baseline JPEG should have.
static inline int is_odd(int symbol) { return (symbol & 15) == 0 && symbol != 0 && symbol != 0xf0; }

// make_pass follows the codes in every PASS bits. A symbol is a run of zeros and the
// number of bits of the coefficient behind it, which follow the code.
static void make_pass(uint16_t *pass, const codes *c) {
	for (uint32_t bits = 0; bits < 1 << PASS; bits++) {
		int used = 0, passed = 0, ends = 0;
		while (!ends && passed < 48) {
			uint32_t rest = bits << used & ((1 << PASS) - 1);
			int entry = c->look[rest >> (PASS - LOOK)], symbol = entry & 255;
			int takes = (entry >> 8) + (symbol & 15);
			if (entry == 0 || used + takes > PASS || is_odd(symbol)) break;
			used += takes;
			ends = symbol == 0;
			if (!ends) passed += (symbol >> 4) + 1;
		}
		pass[bits] = used ? passed << 5 | used | (ends ? END : 0) : 0;
	}
}

// fill makes sure of 32 bits where there are so many before the next marker.
static inline void fill(eighth *e) {
	if (e->count >= 32 || e->stopped) return;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	if (e->end - e->at >= 8) {
		uint64_t next;
		memcpy(&next, e->at, sizeof next);
		uint64_t inverse = ~next; // has a zero byte where there is a 0xff
		if (!((inverse - 0x0101010101010101u) & next & 0x8080808080808080u)) {
			int n = (64 - e->count) >> 3;
			e->bits |= __builtin_bswap64(next) >> e->count;
			e->at += n;
			e->count += 8 * n;
			return;
		}
	}
#endif
	// What lies behind count in bits is of the bytes that follow, or zero.
	while (e->count <= 56) {
		if (e->at == e->end || (*e->at == 0xff && (e->end - e->at < 2 || e->at[1] != 0))) {
			e->stopped = 1;
			return;
		}
		e->bits |= (uint64_t)*e->at << (56 - e->count);
		e->at += *e->at == 0xff ? 2 : 1;
		e->count += 8;
	}
}

static inline void drop(eighth *e, int n) {
	e->bits <<= n;
	e->count -= n;
}

// symbol gives the next code's, -1 where there is no such code.
static inline int symbol(eighth *e, const codes *c) {
	fill(e);
	int entry = c->look[e->bits >> (64 - LOOK)];
	if (entry) {
		drop(e, entry >> 8);
		return entry & 255;
	}
	int length = LOOK + 1;
	while (length <= 16 && (int32_t)(e->bits >> (64 - length)) > c->last[length]) length++;
	if (length > 16) return -1;
	int place = (int32_t)(e->bits >> (64 - length)) + c->offset[length];
	drop(e, length);
	return place >= 0 && place < 256 ? c->symbols[place] : -1;
}

// value gives the next n bits as a coefficient (F.2.2.1, EXTEND); n is 1 to 15.
static inline int value(eighth *e, int n) {
	int v = (int)(e->bits >> (64 - n));
	drop(e, n);
	return v < 1 << (n - 1) ? v - (1 << n) + 1 : v;
}

static inline int read_dc(eighth *e, int c) {
	int n = symbol(e, &e->dc[c]);
	if (n < 0 || n > 11) return 0; // 11 bits is what 8 bits a sample can need
	if (n > 0) {
		e->last[c] += value(e, n);
		if (e->last[c] < -32768 || e->last[c] > 32767) return 0;
	}
	return 1;
}

// pass_block reads a block of which the mean is enough.
static inline int pass_block(eighth *e, int c) {
	if (!read_dc(e, c)) return 0;
	for (int k = 1; k < 64;) {
		fill(e);
		int entry = e->pass[c][e->bits >> (64 - PASS)], passed = (entry & ~END) >> 5;
		// Behind the last coefficient begins another block, which has other codes.
		if (entry && k + passed < 64) {
			drop(e, entry & 31);
			k += passed;
			if (entry & END) return 1;
			continue;
		}
		int s = symbol(e, &e->ac[c]);
		if (s < 0 || is_odd(s)) return 0;
		if (s == 0) return 1;
		k += (s >> 4) + 1;
		if (k > 64 && s != 0xf0) return 0;
		drop(e, s & 15);
	}
	return 1;
}

// zigzag is the order of a block's coefficients in the file (figure A.6).
static const uint8_t zigzag[64] = {
	0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
	35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
};

// read_block reads a block of which the coefficients count.
static inline int read_block(eighth *e, int c, int32_t *block) {
	const uint16_t *quant = e->header.quant[c];
	memset(block, 0, 64 * sizeof *block);
	if (!read_dc(e, c)) return 0;
	block[0] = e->last[c] * quant[0];
	for (int k = 1; k < 64; k++) {
		int s = symbol(e, &e->ac[c]);
		if (s < 0 || is_odd(s)) return 0;
		if (s == 0) return 1;
		k += s >> 4;
		if (s == 0xf0) continue;
		if (k > 63) return 0;
		block[zigzag[k]] = value(e, s & 15) * quant[k];
	}
	return 1;
}

static inline uint8_t sample(int64_t v) {
	v += 128;
	return v < 0 ? 0 : v > 255 ? 255 : v;
}

static inline int64_t round_off(int64_t v, int bits) { return (v + ((int64_t)1 << (bits - 1))) >> bits; }

// four_pixels is libjpeg's jpeg_idct_2x2 (after Loeffler, Ligtenberg and Moschytz,
// 1989), to the last bit.
static inline void four_pixels(const int32_t *block, uint8_t *to, size_t stride) {
	enum { BITS = 13, PASS1 = 2, F0_72 = 5906, F0_85 = 6967, F1_27 = 10426, F3_62 = 29692 };
	int64_t rows[2][8];
	for (int x = 0; x < 8; x += x == 0 ? 1 : 2) {
		const int32_t *b = block + x;
		int64_t even = (int64_t)b[0] * (1 << (BITS + 2));
		int64_t odd = (int64_t)b[56] * -F0_72 + (int64_t)b[40] * F0_85 - (int64_t)b[24] * F1_27 + (int64_t)b[8] * F3_62;
		rows[0][x] = round_off(even + odd, BITS - PASS1 + 2);
		rows[1][x] = round_off(even - odd, BITS - PASS1 + 2);
	}
	for (int y = 0; y < 2; y++) {
		const int64_t *r = rows[y];
		int64_t even = r[0] * (1 << (BITS + 2));
		int64_t odd = r[7] * -F0_72 + r[5] * F0_85 - r[3] * F1_27 + r[1] * F3_62;
		to[y * stride] = sample(round_off(even + odd, BITS + PASS1 + 3 + 2));
		to[y * stride + 1] = sample(round_off(even - odd, BITS + PASS1 + 3 + 2));
	}
}

// mean is libjpeg's jpeg_idct_1x1.
static inline uint8_t mean(const eighth *e, int c) {
	return sample(round_off((int64_t)e->last[c] * e->header.quant[c][0], 3));
}

static int read_unit(eighth *e, int x) {
	const eighth_header *h = &e->header;
	size_t width = (size_t)h->units_x * h->across, left = (size_t)x * h->across;
	for (int y = 0; y < h->down; y++) {
		for (int i = 0; i < h->across; i++) {
			if (!pass_block(e, 0)) return 0;
			e->lines[0][y * width + left + i] = mean(e, 0);
		}
	}
	for (int c = 1; c < h->components; c++) {
		uint8_t *to = e->lines[c] + left;
		if (h->across == 2 && h->down == 2) { // libjpeg gives those four pixels a block
			int32_t block[64];
			if (!read_block(e, c, block)) return 0;
			four_pixels(block, to, width);
			continue;
		}
		if (!pass_block(e, c)) return 0;
		for (int y = 0; y < h->down; y++) memset(to + y * width, mean(e, c), h->across);
	}
	return e->count >= 0;
}

// restart goes behind a restart marker, if one is due.
static int restart(eighth *e) {
	if (e->header.restart == 0) return 1;
	if (e->left == 0) {
		if (e->count >= 8 || e->end - e->at < 2 || e->at[0] != 0xff || e->at[1] != 0xd0 + e->marker) return 0;
		e->at += 2;
		e->bits = 0;
		e->count = e->stopped = 0;
		memset(e->last, 0, sizeof e->last);
		e->marker = (e->marker + 1) & 7;
		e->left = e->header.restart;
	}
	e->left--;
	return 1;
}

static inline uint8_t bound(int v) { return v < 0 ? 0 : v > 255 ? 255 : v; }

// paint is libjpeg's conversion from YCbCr, to the last bit.
static void paint(const uint8_t *luma, const uint8_t *blue, const uint8_t *red, size_t n, uint8_t *to) {
	enum { BITS = 16, HALF = 1 << (BITS - 1), F1_402 = 91881, F1_772 = 116130, F0_71414 = 46802, F0_34414 = 22554 };
	for (size_t i = 0; i < n; i++, to += 4) {
		int y = luma[i], b = blue[i] - 128, r = red[i] - 128;
		to[0] = bound(y + ((F1_402 * r + HALF) >> BITS));
		to[1] = bound(y + ((-F0_34414 * b - F0_71414 * r + HALF) >> BITS));
		to[2] = bound(y + ((F1_772 * b + HALF) >> BITS));
		to[3] = 255;
	}
}

static void paint_gray(const uint8_t *luma, size_t n, uint8_t *to) {
	for (size_t i = 0; i < n; i++, to += 4) {
		to[0] = to[1] = to[2] = luma[i];
		to[3] = 255;
	}
}

eighth *eighth_open(const eighth_header *header, const uint8_t *data, size_t size) {
	eighth *e = calloc(1, sizeof *e);
	if (!e) return NULL;
	e->header = *header;
	e->at = data;
	e->end = data + size;
	e->left = header->restart;
	e->rows = header->units_y;
	size_t line = (size_t)header->units_x * header->across * header->down;
	for (int c = 0; c < header->components; c++) {
		e->lines[c] = malloc(line);
		if (!e->lines[c] || !make_codes(&e->dc[c], &header->dc[c]) || !make_codes(&e->ac[c], &header->ac[c])) {
			eighth_close(e);
			return NULL;
		}
		make_pass(e->pass[c], &e->ac[c]);
	}
	return e;
}

int eighth_read(eighth *e, uint8_t *pixels) {
	const eighth_header *h = &e->header;
	if (e->rows == 0) return 0;
	for (int x = 0; x < h->units_x; x++) {
		if (!restart(e) || !read_unit(e, x)) return 0;
	}
	e->rows--;
	size_t n = (size_t)h->units_x * h->across * h->down;
	if (h->components == 1) {
		paint_gray(e->lines[0], n, pixels);
	} else {
		paint(e->lines[0], e->lines[1], e->lines[2], n, pixels);
	}
	return 1;
}

int eighth_end(const eighth *e) {
	const uint8_t *at = e->at;
	if (e->rows > 0 || e->count >= 8) return 0;
	while (e->end - at > 2 && at[0] == 0xff && at[1] == 0xff) at++;
	return e->end - at >= 2 && at[0] == 0xff && at[1] == 0xd9;
}

void eighth_close(eighth *e) {
	for (int c = 0; c < 3; c++) free(e->lines[c]);
	free(e);
}
