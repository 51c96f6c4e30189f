// The loops of an area average of rows that may lie turned in the file: what
// reduce.h does, in another order.

#ifndef KEEPLIGHT_REDUCETURNED_H
#define KEEPLIGHT_REDUCETURNED_H

#include "reduce.h"

// reduce_line is reduce_across for a row that runs backwards from the pixel that it
// is given if step is -1 and else step is 1.
void reduce_line(const uint8_t *first, int step, const reduce_span *spans, int n, float scale, float *row);

// reduce_rows averages n columns over count rows, the first of them weighed by
// first and the last, where there are several, by last. offsets say where the rows
// begin, in bytes.
void reduce_rows(const uint8_t *pixels, const int64_t *offsets, int count, float first, float last,
	int n, float scale, float *row);

// reduce_column averages a line of numbers, which runs backwards from where it
// points if step is -1 and else step is 1, over n spans into n opaque pixels, each
// stride bytes from the next.
void reduce_column(const float *line, int step, const reduce_span *spans, int n, float scale,
	uint8_t *pixels, int64_t stride);

#endif
