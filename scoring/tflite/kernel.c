//go:build cgo && !purego

#include <string.h>

#include "kernel.h"

// No product is added before it is rounded, and no sum is taken in another order: the
// same numbers come out of every processor, and of the loops in Go.
#pragma STDC FP_CONTRACT OFF
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("fp-contract=off")
#pragma GCC diagnostic ignored "-Wpsabi"
#endif

// Where the system can choose between two versions of a function when it loads it, one
// is for processors with AVX2.
#if defined(__x86_64__) && defined(__GLIBC__)
#define CLONES __attribute__((target_clones("avx2", "default")))
#else
#define CLONES
#endif

#define INLINE static inline __attribute__((always_inline))

typedef float v8 __attribute__((vector_size(32), aligned(4), may_alias));
typedef int m8 __attribute__((vector_size(32), aligned(4), may_alias));
typedef float v4 __attribute__((vector_size(16), aligned(4), may_alias));
typedef int m4 __attribute__((vector_size(16), aligned(4), may_alias));

enum { NONE, RELU, RELU6, PRELU };

#define ACTIVATE(V, M) \
	switch (act) { \
	case RELU: \
		v = (V)((M)v & (v > 0)); \
		break; \
	case RELU6: { \
		const V six = (V){} + 6; \
		v = (V)((M)v & (v > 0)); \
		M above = v > six; \
		v = (V)(((M)six & above) | ((M)v & ~above)); \
		break; \
	} \
	case PRELU: { \
		M below = v < 0; \
		v = (V)(((M)(v * slope) & below) | ((M)v & ~below)); \
		break; \
	} \
	}

INLINE v8 activate8(v8 v, int act, v8 slope) { ACTIVATE(v8, m8) return v; }
INLINE v4 activate4(v4 v, int act, v4 slope) { ACTIVATE(v4, m4) return v; }

INLINE float activate1(float v, int act, float slope)
{
	switch (act) {
	case RELU:
		return v > 0 ? v : 0;
	case RELU6:
		return v > 0 ? v > 6 ? 6 : v : 0;
	case PRELU:
		return v < 0 ? v * slope : v;
	}
	return v;
}

// finish ends eight outputs of a pixel, of which the last may be too many.
INLINE void finish(v8 v, int j, int i, int n, float *y, const float *plus, int plus_n, int act, const float *slopes)
{
	if (plus_n > 0) {
		v8 p = {};
		if (j + 8 <= plus_n)
			p = *(const v8 *)(plus + (long)i * plus_n + j);
		else if (j < plus_n)
			memcpy(&p, plus + (long)i * plus_n + j, (plus_n - j) * sizeof(float));
		v += p;
	}
	v = activate8(v, act, act == PRELU ? *(const v8 *)(slopes + j) : v);
	if (j + 8 <= n)
		*(v8 *)(y + (long)i * n + j) = v;
	else
		memcpy(y + (long)i * n + j, &v, (n - j) * sizeof(float));
}

// Four pixels by sixteen outputs stay in eight registers.
CLONES void keeplight_conv(const float *x, long apart, int rows, int run, long step,
	const float *weights, const float *bias, int m, int n, float *y,
	const float *plus, int plus_n, int act, const float *slopes)
{
	const long k = (long)rows * run;
	int j = 0;
	for (; n - j > 8; j += 16) {
		const v8 b0 = *(const v8 *)(bias + j), b1 = *(const v8 *)(bias + j + 8);
		for (int i = 0; i < m; i += 4) {
			const int some = m - i < 4 ? m - i : 4;
			const float *w = weights + j * k;
			const float *from = x + i * apart;
			const long d1 = some > 1 ? apart : 0, d2 = some > 2 ? 2 * apart : 0, d3 = some > 3 ? 3 * apart : 0;
			v8 s0 = b0, s1 = b0, s2 = b0, s3 = b0;
			v8 t0 = b1, t1 = b1, t2 = b1, t3 = b1;
			for (int r = 0; r < rows; r++, from += step) {
				const float *p0 = from, *p1 = from + d1, *p2 = from + d2, *p3 = from + d3;
				for (int q = 0; q < run; q++, w += 16) {
					const v8 u = *(const v8 *)w, v = *(const v8 *)(w + 8);
					s0 += p0[q] * u;
					t0 += p0[q] * v;
					s1 += p1[q] * u;
					t1 += p1[q] * v;
					s2 += p2[q] * u;
					t2 += p2[q] * v;
					s3 += p3[q] * u;
					t3 += p3[q] * v;
				}
			}
			const v8 out[8] = {s0, t0, s1, t1, s2, t2, s3, t3};
			for (int r = 0; r < some; r++) {
				finish(out[2 * r], j, i + r, n, y, plus, plus_n, act, slopes);
				finish(out[2 * r + 1], j + 8, i + r, n, y, plus, plus_n, act, slopes);
			}
		}
	}
	if (j >= n)
		return;
	const v8 b0 = *(const v8 *)(bias + j);
	for (int i = 0; i < m; i += 8) {
		const int some = m - i < 8 ? m - i : 8;
		const float *w = weights + j * k;
		const float *from = x + i * apart;
		v8 s0 = b0, s1 = b0, s2 = b0, s3 = b0, s4 = b0, s5 = b0, s6 = b0, s7 = b0;
		long d[8];
		for (int r = 0; r < 8; r++)
			d[r] = r < some ? r * apart : 0;
		for (int r = 0; r < rows; r++, from += step) {
			const float *p0 = from, *p1 = from + d[1], *p2 = from + d[2], *p3 = from + d[3];
			const float *p4 = from + d[4], *p5 = from + d[5], *p6 = from + d[6], *p7 = from + d[7];
			for (int q = 0; q < run; q++, w += 8) {
				const v8 u = *(const v8 *)w;
				s0 += p0[q] * u;
				s1 += p1[q] * u;
				s2 += p2[q] * u;
				s3 += p3[q] * u;
				s4 += p4[q] * u;
				s5 += p5[q] * u;
				s6 += p6[q] * u;
				s7 += p7[q] * u;
			}
		}
		const v8 out[8] = {s0, s1, s2, s3, s4, s5, s6, s7};
		for (int r = 0; r < some; r++)
			finish(out[r], j, i + r, n, y, plus, plus_n, act, slopes);
	}
}

// PIXEL computes the channels of one type of one pixel, from a part of the window's
// columns.
#define PIXEL(V, ACT) \
	V v = *(const V *)(bias + j); \
	for (int r = 0; r < rows; r++) \
		for (int c = from; c < to; c++) \
			v += *(const V *)(x + ((long)r * width + i * stride - before + c) * n + j) * *(const V *)(weights + (r * columns + c) * n + j); \
	V slope = v; \
	if (act == PRELU) \
		slope = *(const V *)(slopes + j); \
	*(V *)(y + (long)i * n + j) = ACT(v, act, slope);

INLINE void pixel(const float *x, int width, int n, int rows, int columns, int stride, int before,
	const float *weights, const float *bias, const float *slopes, int i, int act, float *y)
{
	int from = before - i * stride, to = width + from;
	from = from > 0 ? from : 0;
	to = to < columns ? to : columns;
	int j = 0;
	for (; j + 8 <= n; j += 8) {
		PIXEL(v8, activate8)
	}
	for (; j + 4 <= n; j += 4) {
		PIXEL(v4, activate4)
	}
	for (; j < n; j++) {
		PIXEL(float, activate1)
	}
}

// three does the pixels whose window of three columns is wholly in the picture, with
// the weights of eight channels in registers.
INLINE void three(const float *x, int width, int n, const int rows, int stride, int before,
	const float *weights, const float *bias, const float *slopes, int i0, int i1, int act, float *y)
{
	for (int j = 0; j + 8 <= n; j += 8) {
		const v8 b = *(const v8 *)(bias + j), slope = act == PRELU ? *(const v8 *)(slopes + j) : b;
		v8 w[9];
		for (int r = 0; r < 3 * rows; r++)
			w[r] = *(const v8 *)(weights + r * n + j);
		const float *from = x + ((long)i0 * stride - before) * n + j;
		for (int i = i0; i < i1; i++, from += (long)stride * n) {
			v8 v = b;
			for (int r = 0; r < rows; r++)
				for (int c = 0; c < 3; c++)
					v += *(const v8 *)(from + ((long)r * width + c) * n) * w[3 * r + c];
			*(v8 *)(y + (long)i * n + j) = activate8(v, act, slope);
		}
	}
}

CLONES void keeplight_depthwise(const float *x, int width, int n, int rows, int columns,
	int stride, int before, const float *weights, const float *bias, const float *slopes,
	int m, int act, float *y)
{
	int i0 = 0, i1 = 0; // pixels that three did
	if (columns == 3 && rows <= 3 && n % 8 == 0) {
		i0 = (before + stride - 1) / stride;
		i1 = width - 3 + before < 0 ? 0 : (width - 3 + before) / stride + 1;
		i1 = i1 < m ? i1 : m;
		i0 = i0 < i1 ? i0 : i1;
		switch (rows) {
		case 1:
			three(x, width, n, 1, stride, before, weights, bias, slopes, i0, i1, act, y);
			break;
		case 2:
			three(x, width, n, 2, stride, before, weights, bias, slopes, i0, i1, act, y);
			break;
		case 3:
			three(x, width, n, 3, stride, before, weights, bias, slopes, i0, i1, act, y);
			break;
		}
	}
	for (int i = 0; i < i0; i++)
		pixel(x, width, n, rows, columns, stride, before, weights, bias, slopes, i, act, y);
	for (int i = i1; i < m; i++)
		pixel(x, width, n, rows, columns, stride, before, weights, bias, slopes, i, act, y);
}
