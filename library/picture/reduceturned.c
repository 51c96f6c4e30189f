//go:build cgo

#include "reduceturned.h"

#include "reducepixel.h"

// reduce_line with a step that the compiler knows.
static inline void line(const uint8_t *first, int64_t step, const reduce_span *spans, int n, float scale, float *row) {
	for (int i = 0; i < n; i++) {
		reduce_span s = spans[i];
		const uint8_t *p = first + 4 * step * s.first;
		floats4 sum = s.first_weight * pixel(p);
		if (s.last > s.first) {
			int n = s.last - s.first - 1;
			ints4 between = sum_whole(step > 0 ? p + 4 : p - 4 * (int64_t)n, n);
			sum += __builtin_convertvector(between, floats4) + s.last_weight * pixel(p + 4 * step * (n + 1));
		}
		*(floats4 *)(row + 4 * (size_t)i) = sum * scale;
	}
}

void reduce_line(const uint8_t *first, int step, const reduce_span *spans, int n, float scale, float *row) {
	if (step < 0) line(first, -1, spans, n, scale, row);
	else line(first, 1, spans, n, scale, row);
}

void reduce_rows(const uint8_t *pixels, const int64_t *offsets, int count, float first, float last,
	int n, float scale, float *row) {
	floats4 *to = (floats4 *)row;
	for (int64_t x = 0; x < n; x++) {
		floats4 sum = first * pixel(pixels + offsets[0] + 4 * x);
		if (count > 1) {
			ints4 between = { 0 };
			for (int k = 1; k < count - 1; k++) between += whole(pixels + offsets[k] + 4 * x);
			sum += __builtin_convertvector(between, floats4) + last * pixel(pixels + offsets[count - 1] + 4 * x);
		}
		to[x] = sum * scale;
	}
}

void reduce_column(const float *line, int step, const reduce_span *spans, int n, float scale,
	uint8_t *pixels, int64_t stride) {
	const floats4 *from = (const floats4 *)line;
	const floats4 most = { 255, 255, 255, 255 };
	for (int i = 0; i < n; i++) {
		reduce_span s = spans[i];
		floats4 sum = { 0 };
		sum += s.first_weight * from[(int64_t)step * s.first];
		if (s.last > s.first) {
			for (int64_t x = s.first + 1; x < s.last; x++) sum += from[step * x];
			sum += s.last_weight * from[(int64_t)step * s.last];
		}
		floats4 v = sum * scale + 0.5f;
		ints4 above = v > most;
		ints4 level = __builtin_convertvector(v, ints4);
		level = (level & ~above) | (above & 255);
		bytes4 b = __builtin_convertvector(level, bytes4);
		b[3] = 255;
		memcpy(pixels + i * stride, &b, sizeof b);
	}
}
