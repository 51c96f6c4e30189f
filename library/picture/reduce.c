//go:build cgo

#include "reduce.h"

#include "reducepixel.h"

void reduce_across(const uint8_t *pixels, const reduce_span *spans, int n, float scale, float *row) {
	for (int i = 0; i < n; i++) {
		reduce_span s = spans[i];
		floats4 sum = s.first_weight * pixel(pixels + 4 * (size_t)s.first);
		if (s.last > s.first) {
			ints4 between = sum_whole(pixels + 4 * (size_t)(s.first + 1), s.last - s.first - 1);
			sum += __builtin_convertvector(between, floats4) + s.last_weight * pixel(pixels + 4 * (size_t)s.last);
		}
		*(floats4 *)(row + 4 * (size_t)i) = sum * scale;
	}
}

void reduce_accumulate(float *sum, const float *row, float weight, int n) {
	floats4 *to = (floats4 *)sum;
	const floats4 *from = (const floats4 *)row;
	for (int i = 0; i < n; i++) to[i] += weight * from[i];
}

void reduce_finish(float *sum, int n, float scale, uint8_t *pixels) {
	floats4 *from = (floats4 *)sum;
	const floats4 most = { 255, 255, 255, 255 };
	for (int i = 0; i < n; i++) {
		floats4 v = from[i] * scale + 0.5f;
		ints4 above = v > most;
		ints4 level = __builtin_convertvector(v, ints4);
		level = (level & ~above) | (above & 255);
		bytes4 b = __builtin_convertvector(level, bytes4);
		b[3] = 255;
		memcpy(pixels + 4 * (size_t)i, &b, sizeof b);
		from[i] = (floats4){ 0 };
	}
}
