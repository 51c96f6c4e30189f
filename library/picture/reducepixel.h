// What reduce.c and reduceturned.c share: pixels of four bytes as vectors of floats.

#ifndef REDUCE_PIXEL_H
#define REDUCE_PIXEL_H

#include <stdint.h>
#include <string.h>

// Vectors as gcc and clang have them for every processor.
typedef uint8_t bytes4 __attribute__((vector_size(4)));
typedef uint8_t bytes16 __attribute__((vector_size(16)));
typedef uint16_t shorts8 __attribute__((vector_size(16)));
typedef int64_t longs2 __attribute__((vector_size(16)));
typedef int32_t ints4 __attribute__((vector_size(16)));
typedef float floats4 __attribute__((vector_size(16), aligned(4)));

// whole gives a pixel as whole numbers. Zeros between the bytes make them such: gcc
// takes vectors of bytes apart to convert them.
static inline ints4 whole(const uint8_t *p) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	int32_t all;
	memcpy(&all, p, sizeof all);
	bytes16 bytes = (bytes16)(ints4){ all, 0, 0, 0 }, zero = { 0 };
	shorts8 shorts = (shorts8)__builtin_shufflevector(bytes, zero, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
	return (ints4)__builtin_shufflevector(shorts, (shorts8)zero, 0, 8, 1, 9, 2, 10, 3, 11);
#else
	bytes4 b;
	memcpy(&b, p, sizeof b);
	return __builtin_convertvector(b, ints4);
#endif
}

static inline floats4 pixel(const uint8_t *p) { return __builtin_convertvector(whole(p), floats4); }

// sum_whole adds up n pixels that follow each other. Whole numbers are exact, and one
// addition does not wait as long for the one before as with floats.
static inline ints4 sum_whole(const uint8_t *p, int n) {
	ints4 sum = { 0 };
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	const bytes16 zero = { 0 };
	while (n >= 2) {
		int pairs = n / 2 < 256 ? n / 2 : 256; // as many as 16 bits can hold
		n -= 2 * pairs;
		shorts8 two = { 0 };
		for (; pairs > 0; pairs--, p += 8) {
			int64_t all;
			memcpy(&all, p, sizeof all);
			bytes16 bytes = (bytes16)(longs2){ all, 0 };
			two += (shorts8)__builtin_shufflevector(bytes, zero, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
		}
		sum += (ints4)__builtin_shufflevector(two, (shorts8)zero, 0, 8, 1, 9, 2, 10, 3, 11);
		sum += (ints4)__builtin_shufflevector(two, (shorts8)zero, 4, 12, 5, 13, 6, 14, 7, 15);
	}
#endif
	for (; n > 0; n--, p += 4) sum += whole(p);
	return sum;
}

#endif
