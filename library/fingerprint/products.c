//go:build cgo

#include "products.h"

int32_t products(const int8_t *a, const int8_t *b, int n) {
	int32_t sum = 0;
	for (int i = 0; i < n; i++) sum += (int16_t)a[i] * (int16_t)b[i];
	return sum;
}
