//go:build cgo

#include "marker.h"

// Vectors as gcc and clang have them for every processor; gcc makes a second version
// for processors with wider ones.
typedef uint8_t bytes32 __attribute__((vector_size(32), aligned(1)));
typedef uint64_t words4 __attribute__((vector_size(32)));

#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__)
#define FOR_WIDE_VECTORS __attribute__((target_clones("avx2", "default")))
#else
#define FOR_WIDE_VECTORS
#endif

static inline int begins(uint8_t a, uint8_t b) {
	return a == 0xff && b != 0 && b != 0xff && (b & 0xf8) != 0xd0;
}

FOR_WIDE_VECTORS
size_t marker_find(const uint8_t *data, size_t n) {
	enum { STEP = sizeof(bytes32), STEPS = 4 };
	size_t at = 0;
	for (; at + STEP * STEPS < n; at += STEP * STEPS) {
		bytes32 any = { 0 };
		for (int i = 0; i < STEPS; i++) {
			bytes32 a = *(const bytes32 *)(data + at + i * STEP);
			bytes32 b = *(const bytes32 *)(data + at + i * STEP + 1);
			any |= (bytes32)(a == 0xff) & (bytes32)(b != 0) & (bytes32)(b != 0xff) & (bytes32)((b & 0xf8) != 0xd0);
		}
		words4 w = (words4)any;
		if (w[0] | w[1] | w[2] | w[3]) break;
	}
	for (; at + 1 < n; at++) {
		if (begins(data[at], data[at + 1])) return at;
	}
	return n;
}
