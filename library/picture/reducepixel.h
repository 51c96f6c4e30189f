// What reduce.c and reduceturned.c share: pixels of four bytes as vectors of floats.

#ifndef REDUCE_PIXEL_H
#define REDUCE_PIXEL_H

#include <stdint.h>
#include <string.h>

// Vectors as gcc and clang have them for every processor.
typedef uint8_t bytes4 __attribute__((vector_size(4)));
typedef uint8_t bytes16 __attribute__((vector_size(16)));
typedef int16_t shorts8 __attribute__((vector_size(16)));
typedef int32_t ints4 __attribute__((vector_size(16)));
typedef float floats4 __attribute__((vector_size(16), aligned(4)));

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
// Zeros between the bytes make them whole numbers: gcc takes such vectors apart to
// convert them.
static inline floats4 pixel(const uint8_t *p) {
	int32_t all;
	memcpy(&all, p, sizeof all);
	bytes16 bytes = (bytes16)(ints4){ all, 0, 0, 0 }, zero = { 0 };
	shorts8 shorts = (shorts8)__builtin_shufflevector(bytes, zero, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
	ints4 ints = (ints4)__builtin_shufflevector(shorts, (shorts8)zero, 0, 8, 1, 9, 2, 10, 3, 11);
	return __builtin_convertvector(ints, floats4);
}
#else
static inline floats4 pixel(const uint8_t *p) {
	bytes4 b;
	memcpy(&b, p, sizeof b);
	return __builtin_convertvector(__builtin_convertvector(b, ints4), floats4);
}
#endif

#endif
