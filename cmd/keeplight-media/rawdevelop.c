//go:build cgo && !noraw

#include "rawdevelop.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include <libraw/libraw.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

// Since 0.21 what belongs to reading apart from developing is in a struct of its own.
#if LIBRAW_COMPILE_CHECK_VERSION_NOTLESS(0, 21)
#define READING(raw) ((raw)->rawparams)
#else
#define READING(raw) ((raw)->params)
#endif

// Since 0.22 a place in a file may lie beyond 2 GB.
#if LIBRAW_COMPILE_CHECK_VERSION_NOTLESS(0, 22)
typedef INT64 raw_place;
#else
typedef int raw_place;
#endif

struct raw_reader {
	libraw_data_t *raw;
	libraw_processed_image_t *image;
	double end;  // of the processor's clock, in seconds; 0 for none
	int ends;    // LibRaw read beyond the end of the file
	int corrupt; // or something that makes no sense
};

static double processor_time(void) {
	return (double)clock() / CLOCKS_PER_SEC;
}

static int on_progress(void *data, enum LibRaw_progress stage, int done, int all) {
	(void)stage, (void)done, (void)all;
	const raw_reader *r = data;
	return r->end > 0 && processor_time() > r->end;
}

// on_data_error gets -1 for a place where the data has come to its end.
static void on_data_error(void *data, const char *file, const raw_place place) {
	(void)file;
	raw_reader *r = data;
	if (place < 0) r->ends = 1;
	else r->corrupt = 1;
}

// set_up says how pictures are developed. Nothing in it depends on what is in the
// picture but adjust_maximum_thr, so that frames of a burst come out alike.
static void set_up(libraw_data_t *raw, struct raw_limits limits) {
	libraw_output_params_t *p = &raw->params;
	p->half_size = 1;
	p->use_camera_wb = 1;  // as the camera's own JPEG; daylight where it says none
	p->use_auto_wb = 0;
	p->no_auto_bright = 1; // else a dark scene is shown as a bright one
	p->output_color = 1;   // sRGB, with its curve
	p->gamm[0] = 1 / 2.4;
	p->gamm[1] = 12.92;
	p->output_bps = 8;
	p->user_flip = 0;      // library/picture turns it
	p->highlight = 0;      // what is clipped is white
	uint64_t megabytes = limits.memory >> 20;
	READING(raw).max_raw_memory_mb = megabytes < 1 ? 1 : (unsigned)megabytes;
}

static enum raw_status status_of(const raw_reader *r, int error) {
	switch (error) {
	case LIBRAW_SUCCESS:
		return RAW_OK;
	case LIBRAW_FILE_UNSUPPORTED:
	case LIBRAW_NOT_IMPLEMENTED:
	case LIBRAW_UNSPECIFIED_ERROR: // there is no decoder for its compression
		return RAW_UNKNOWN;
	case LIBRAW_IO_ERROR:
		return RAW_ENDS;
	case LIBRAW_UNSUFFICIENT_MEMORY:
	case LIBRAW_TOO_BIG:
		return RAW_TOO_LARGE;
	case LIBRAW_CANCELLED_BY_CALLBACK:
		return RAW_SLOW;
	}
	return error > 0 ? RAW_TOO_LARGE /* errno */ : r->ends ? RAW_ENDS : RAW_DAMAGED;
}

// is_listed is 1 for a camera in LibRaw's list. It has no colours for some old ones.
static int is_listed(const libraw_data_t *raw) {
	char name[sizeof raw->idata.make + sizeof raw->idata.model + 1];
	snprintf(name, sizeof name, "%s %s", raw->idata.make, raw->idata.model);
	const char **list = libraw_cameraList();
	for (int i = 0, n = libraw_cameraCount(); i < n && list[i]; i++) {
		if (!strcasecmp(list[i], name)) return 1;
	}
	return 0;
}

// is_known is 0 for a file of a newer camera whose form resembles an older one's:
// LibRaw reads it, but has no colours for it and no levels of black and white.
static int is_known(const libraw_data_t *raw) {
	if (raw->idata.dng_version || raw->idata.colors == 1 || raw->idata.is_foveon) return 1;
	for (int i = 0; i < 3; i++) {
		for (int c = 0; c < 3; c++) {
			if (raw->color.cam_xyz[i][c] != 0 || raw->color.cmatrix[i][c] != 0) return 1;
		}
	}
	return is_listed(raw);
}

// From LibRaw's turns, bits that mirror across, down and along the diagonal.
static const int orientations[8] = { 1, 2, 4, 3, 5, 8, 6, 7 };

static int orientation_of(const libraw_data_t *raw) {
	switch (raw->sizes.flip) { // some makers write degrees
	case 90: return 6;
	case 180: return 3;
	case 270: return 8;
	}
	return orientations[raw->sizes.flip & 7];
}

// start opens a file and notes how it lies.
static int start(raw_reader *r, const uint8_t *data, size_t size, int *orientation) {
	r->raw->params.user_flip = -1; // what the file says is not to be overwritten
	int error = libraw_open_buffer(r->raw, (void *)data, size);
	if (error) return error;
	*orientation = orientation_of(r->raw);
	r->raw->params.user_flip = 0;
	// A DNG states its white. In tables of cameras it may be too high, which
	// shows clipped light in pink, so there LibRaw takes the brightest sample
	// if that is near.
	if (r->raw->idata.dng_version) r->raw->params.adjust_maximum_thr = 0;
	return 0;
}

raw_reader *raw_open(const uint8_t *data, size_t size, struct raw_limits limits, struct raw_facts *facts, enum raw_status *status) {
	raw_reader *r = calloc(1, sizeof *r);
	if (!r) return NULL;
	if (limits.seconds > 0) r->end = processor_time() + limits.seconds;
	if (!(r->raw = libraw_init(0))) {
		free(r);
		return NULL;
	}
	libraw_set_progress_handler(r->raw, on_progress, r);
	libraw_set_dataerror_handler(r->raw, on_data_error, r);
	set_up(r->raw, limits);
	memset(facts, 0, sizeof *facts);
	int error = start(r, data, size, &facts->orientation);
	if (error) {
		*status = status_of(r, error);
		return r;
	}
	facts->is_dng = r->raw->idata.dng_version != 0;
	facts->is_known = is_known(r->raw);
	facts->halved = r->raw->idata.filters != 0;
	error = libraw_adjust_sizes_info_only(r->raw);
	facts->width = r->raw->sizes.iwidth;
	facts->height = r->raw->sizes.iheight;
	*status = status_of(r, error);
	return r;
}

void raw_close(raw_reader *r) {
	if (r->image) libraw_dcraw_clear_mem(r->image);
	libraw_close(r->raw);
	free(r);
}

// expose applies a DNG's BaselineExposure, in stops, which its maker measured for
// the camera: without it a phone's picture is too dark (DNG 1.4, chapter 4).
static void expose(libraw_data_t *raw) {
	const float most = 4; // LibRaw gives -999 where the file says nothing
	float stops = raw->idata.dng_version ? raw->color.dng_levels.baseline_exposure : 0;
	raw->params.bright = stops >= -most && stops <= most ? exp2f(stops) : 1;
}

// unpack reads the sensor's data. LibRaw does not clear the memory for them: what a
// damaged file leaves out would show the photo that was there before.
static int unpack(libraw_data_t *raw) {
#ifdef M_PERTURB
	mallopt(M_PERTURB, 0xff); // what malloc gives is filled with the complement
#endif
	int error = libraw_unpack(raw);
#ifdef M_PERTURB
	mallopt(M_PERTURB, 0);
#endif
	return error;
}

enum raw_status raw_develop(raw_reader *r, const uint8_t *data, size_t size, int *damaged) {
	int orientation;
	libraw_recycle(r->raw);
	r->ends = r->corrupt = *damaged = 0;
	int error = start(r, data, size, &orientation);
	if (!error) error = unpack(r->raw);
	if (error) return status_of(r, error);
	if (r->ends) return RAW_ENDS;
	expose(r->raw);
	if ((error = libraw_dcraw_process(r->raw))) return status_of(r, error);
	r->image = libraw_dcraw_make_mem_image(r->raw, &error);
	// From here on what the sensor saw is not needed.
	libraw_recycle(r->raw);
	const libraw_processed_image_t *image = r->image;
	if (!image) return error ? status_of(r, error) : RAW_TOO_LARGE;
	if (image->type != LIBRAW_IMAGE_BITMAP || image->bits != 8 || (image->colors != 1 && image->colors != 3) ||
	    (uint64_t)image->width * image->height * image->colors > image->data_size) {
		return RAW_UNKNOWN;
	}
	*damaged = r->corrupt;
	return RAW_OK;
}

void raw_size(const raw_reader *r, uint32_t *width, uint32_t *height) {
	*width = r->image->width;
	*height = r->image->height;
}

void raw_paint(const raw_reader *r, uint8_t *rgba) {
	const uint8_t *from = r->image->data;
	int colors = r->image->colors, second = colors == 3 ? 1 : 0, third = colors == 3 ? 2 : 0;
	for (size_t left = (size_t)r->image->width * r->image->height; left; left--) {
		rgba[0] = from[0];
		rgba[1] = from[second];
		rgba[2] = from[third];
		rgba[3] = 255;
		rgba += 4;
		from += colors;
	}
}

#if LIBRAW_COMPILE_CHECK_VERSION_NOTLESS(0, 21)
int raw_reads_jpeg_tiles(void) { return 1; }
int raw_reads_floats(void) { return 1; }
int raw_reads_deflate(void) { return (libraw_capabilities() & LIBRAW_CAPS_ZLIB) != 0; }
#else
int raw_reads_jpeg_tiles(void) { return 0; }
int raw_reads_floats(void) { return 0; }
int raw_reads_deflate(void) { return 0; } // or it does not say so
#endif

const char *raw_version(void) {
	return libraw_version();
}
