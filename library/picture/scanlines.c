//go:build cgo

#include "scanlines.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

// Each scan of a progressive picture costs a full pass, and a file of a few
// kilobytes can hold thousands (CVE-2020-14153 and its like).
enum { MAX_SCANS = 500 };

struct scanlines {
	struct jpeg_decompress_struct jpeg; // first, so that libjpeg's pointer is ours
	struct jpeg_error_mgr errors;
	struct jpeg_progress_mgr progress;
	jmp_buf failed;
	int fatal;
	char message[SCANLINES_MESSAGE];
};

static void fail(j_common_ptr jpeg) {
	scanlines *s = (scanlines *)jpeg;
	s->fatal = 1;
	if (!s->message[0]) jpeg->err->format_message(jpeg, s->message);
	longjmp(s->failed, 1);
}

// costs_nothing is true for warnings that mean no wrong pixel: left-over bytes
// between segments, which many cameras write, and unusual words in the header.
static int costs_nothing(int warning) {
	return warning == JWRN_EXTRANEOUS_DATA || warning == JWRN_NOT_SEQUENTIAL ||
		warning == JWRN_ADOBE_XFORM || warning == JWRN_JFIF_MAJOR;
}

static void complain(j_common_ptr jpeg, int level) {
	scanlines *s = (scanlines *)jpeg;
	if (level >= 0 || costs_nothing(jpeg->err->msg_code)) return;
	if (!s->message[0]) jpeg->err->format_message(jpeg, s->message);
}

static void stay_silent(j_common_ptr jpeg) {}

static void count_scans(j_common_ptr jpeg) {
	scanlines *s = (scanlines *)jpeg;
	if (s->jpeg.input_scan_number <= MAX_SCANS) return;
	snprintf(s->message, sizeof s->message, "more than %d scans", MAX_SCANS);
	fail(jpeg);
}

static void prepare(scanlines *s, const unsigned char *data, unsigned long size, int eighths) {
	s->jpeg.err = jpeg_std_error(&s->errors);
	s->errors.error_exit = fail;
	s->errors.emit_message = complain;
	s->errors.output_message = stay_silent;
	jpeg_create_decompress(&s->jpeg);
	s->jpeg.progress = &s->progress;
	s->progress.progress_monitor = count_scans;
	jpeg_mem_src(&s->jpeg, data, size);
	jpeg_read_header(&s->jpeg, TRUE);
	s->jpeg.scale_num = eighths;
	s->jpeg.scale_denom = 8;
	J_COLOR_SPACE space = s->jpeg.jpeg_color_space;
	s->jpeg.out_color_space = space == JCS_CMYK || space == JCS_YCCK ? JCS_CMYK : JCS_EXT_RGBA;
	jpeg_start_decompress(&s->jpeg);
}

scanlines *scanlines_open(const unsigned char *data, unsigned long size, int eighths, char *message) {
	scanlines *s = calloc(1, sizeof *s);
	if (!s) {
		strcpy(message, "out of memory");
		return NULL;
	}
	if (setjmp(s->failed)) {
		memcpy(message, s->message, SCANLINES_MESSAGE);
		scanlines_close(s);
		return NULL;
	}
	prepare(s, data, size, eighths);
	return s;
}

void scanlines_shape(const scanlines *s, int *width, int *height, int *inks) {
	*width = s->jpeg.output_width;
	*height = s->jpeg.output_height;
	*inks = s->jpeg.out_color_space == JCS_CMYK;
}

int scanlines_crop(scanlines *s, unsigned int *left, unsigned int *width) {
	if (s->fatal || setjmp(s->failed)) return 0;
	jpeg_crop_scanline(&s->jpeg, left, width);
	return 1;
}

int scanlines_skip(scanlines *s, unsigned int rows) {
	if (s->fatal || setjmp(s->failed)) return 0;
	return jpeg_skip_scanlines(&s->jpeg, rows) == rows;
}

int scanlines_read(scanlines *s, unsigned char *pixels, size_t stride, int rows) {
	volatile int done = 0; // lives through the long jump
	if (s->fatal || setjmp(s->failed)) return done;
	while (done < rows && s->jpeg.output_scanline < s->jpeg.output_height) {
		JSAMPROW row = pixels + (size_t)done * stride;
		if (jpeg_read_scanlines(&s->jpeg, &row, 1) != 1) break;
		done++;
	}
	return done;
}

const char *scanlines_message(const scanlines *s) { return s->message; }

void scanlines_close(scanlines *s) {
	jpeg_destroy_decompress(&s->jpeg);
	free(s);
}
