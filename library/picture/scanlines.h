// One JPEG that is read row by row with libjpeg-turbo.

#ifndef KEEPLIGHT_SCANLINES_H
#define KEEPLIGHT_SCANLINES_H

#include <stddef.h>

enum { SCANLINES_MESSAGE = 200 }; // libjpeg's JMSG_LENGTH_MAX

typedef struct scanlines scanlines;

// scanlines_open reads the header and prepares for rows at eighths/8 of the
// size. The data has to stay where it is until scanlines_close. It gives NULL
// with the reason in message.
scanlines *scanlines_open(const unsigned char *data, unsigned long size, int eighths, char *message);

// The size of the rows that come out, and whether their four bytes a pixel are
// inks (CMYK) instead of RGBA.
void scanlines_shape(const scanlines *s, int *width, int *height, int *inks);

// scanlines_crop leaves out columns: the rows that come out hold those from
// *left on, *width of them. Both are widened to where libjpeg can cut. It is
// called before the first row is read. It gives 0 where it fails.
int scanlines_crop(scanlines *s, unsigned int *left, unsigned int *width);

// scanlines_skip passes over rows. It gives 0 where the data fails.
int scanlines_skip(scanlines *s, unsigned int rows);

// scanlines_read fills at most rows rows and gives how many; fewer mean that
// the data failed.
int scanlines_read(scanlines *s, unsigned char *pixels, size_t stride, int rows);

// What is known of the data that was read so far.
typedef struct {
	int rows;    // of the picture's height, those above where the data ran out; -1 while it has not
	int whole;   // every component was there, and to its last bit
	int scans;   // the picture is stored in several scans
	int spoiled; // something other than a missing end was complained about
} scanlines_state;

scanlines_state scanlines_told(scanlines *s);

// scanlines_message gives what libjpeg complained about first, or "".
const char *scanlines_message(const scanlines *s);

void scanlines_close(scanlines *s);

#endif
