// Colour profiles by Little CMS, with a bound on what it allocates.

#ifndef KEEPLIGHT_LCMS_H
#define KEEPLIGHT_LCMS_H

#include <stdint.h>

// lcms_to_srgb converts pixels of 4 bytes in place; the fourth keeps what it
// has. cmyk says that they are inverted inks. It gives 0 where the profile cannot
// be used.
int lcms_to_srgb(const unsigned char *profile, unsigned int size, unsigned char *pixels, unsigned int count, int cmyk);

// lcms_rows converts rows of samples of 16 bits.
typedef struct lcms_rows lcms_rows;

// lcms_rows_open prepares for pixels of so many samples: 1 of grey, 3 of RGB, 4 of
// inks. Without a profile the three are CIE L*a*b* under D50. It gives NULL where
// the profile cannot be used.
lcms_rows *lcms_rows_open(const unsigned char *profile, unsigned int size, int samples);

// lcms_rows_convert writes pixels of RGBA and leaves their fourth byte alone.
void lcms_rows_convert(lcms_rows *rows, const uint16_t *from, unsigned char *to, unsigned int count);

void lcms_rows_close(lcms_rows *rows);

#endif
