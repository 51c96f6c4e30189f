// The three loops of an area average, four channels at a time.

#ifndef KEEPLIGHT_REDUCE_H
#define KEEPLIGHT_REDUCE_H

#include <stdint.h>

// The part of a source line that one pixel covers; Go's span has this layout.
typedef struct {
	int32_t first, last;
	float first_weight, last_weight;
} reduce_span;

// reduce_across averages a row of RGBA over n spans into 4n numbers.
void reduce_across(const uint8_t *pixels, const reduce_span *spans, int n, float scale, float *row);

// reduce_accumulate adds weight times row to sum, 4n numbers each.
void reduce_accumulate(float *sum, const float *row, float weight, int n);

// reduce_finish writes n opaque pixels of scale times sum, and clears sum.
void reduce_finish(float *sum, int n, float scale, uint8_t *pixels);

#endif
