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
	int ran_out;       // the row of blocks in which the data ended, -1 where it has not
	int spoiled;       // there was a complaint about something else
	unsigned int seen; // the components that had a scan, as bits
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

// note_end remembers where the data ended. That the source is empty means nothing
// yet for Huffman codes, whose reader looks ahead; the one for arithmetic codes
// says nothing else.
static int note_end(scanlines *s, int warning) {
	int row = s->jpeg.input_iMCU_row;
	switch (warning) {
	case JWRN_JPEG_EOF:
		if (!s->jpeg.arith_code || row + 1 >= (int)s->jpeg.total_iMCU_rows) return 1;
		break;
	case JWRN_HIT_MARKER:
		break;
	default:
		return 0;
	}
	if (s->ran_out < 0) s->ran_out = row;
	return 1;
}

static void complain(j_common_ptr jpeg, int level) {
	scanlines *s = (scanlines *)jpeg;
	if (level >= 0 || costs_nothing(jpeg->err->msg_code)) return;
	if (!note_end(s, jpeg->err->msg_code)) s->spoiled = 1;
	if (jpeg->err->msg_code == JWRN_JPEG_EOF && s->ran_out < 0) return;
	if (!s->message[0]) jpeg->err->format_message(jpeg, s->message);
}

static void stay_silent(j_common_ptr jpeg) {}

static void count_scans(j_common_ptr jpeg) {
	scanlines *s = (scanlines *)jpeg;
	for (int i = 0; i < s->jpeg.comps_in_scan; i++) s->seen |= 1u << s->jpeg.cur_comp_info[i]->component_index;
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
	s->ran_out = -1;
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

// has_all is true when every component had a scan and, of a progressive picture,
// every coefficient is known to its last bit.
static int has_all(const scanlines *s) {
	const struct jpeg_decompress_struct *jpeg = &s->jpeg;
	for (int i = 0; i < jpeg->num_components; i++) {
		if (!(s->seen & 1u << i)) return 0;
		for (int k = 0; jpeg->coef_bits && k < DCTSIZE2; k++) {
			if (jpeg->coef_bits[i][k] != 0) return 0;
		}
	}
	return 1;
}

scanlines_state scanlines_told(scanlines *s) {
	int scans = jpeg_has_multiple_scans(&s->jpeg);
	scanlines_state told = {-1, !scans || has_all(s), scans, s->spoiled || s->fatal};
	if (s->ran_out < 0) return told;
	long rows = (long)s->ran_out * s->jpeg.max_v_samp_factor * DCTSIZE;
	told.rows = rows < (long)s->jpeg.image_height ? (int)rows : (int)s->jpeg.image_height;
	return told;
}

const char *scanlines_message(const scanlines *s) { return s->message; }

void scanlines_close(scanlines *s) {
	jpeg_destroy_decompress(&s->jpeg);
	free(s);
}
