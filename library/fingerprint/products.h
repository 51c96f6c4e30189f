#ifndef KEEPLIGHT_PRODUCTS_H
#define KEEPLIGHT_PRODUCTS_H

#include <stdint.h>

/* products gives the sum of the products of n pairs, at most 2^17 of them. */
int32_t products(const int8_t *a, const int8_t *b, int n);

#endif
