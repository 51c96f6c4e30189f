// Looking for a marker in the coded data of a JPEG.

#ifndef KEEPLIGHT_MARKER_H
#define KEEPLIGHT_MARKER_H

#include <stddef.h>
#include <stdint.h>

// marker_find gives the place of the first 0xff that begins a marker other than a
// restart's: what follows it is neither 0, nor 0xd0 to 0xd7, nor another 0xff. It
// gives n where there is none. The second byte has to lie in the data too.
size_t marker_find(const uint8_t *data, size_t n);

#endif
