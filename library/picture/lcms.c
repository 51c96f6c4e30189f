//go:build cgo

#include "lcms.h"

#include <stdlib.h>
#include <lcms2.h>
#include <lcms2_plugin.h>

// A profile can ask for tables far larger than itself. The largest honest one,
// 33 points in each of three directions, has less than 1 MB.
enum { MAX_ALLOCATION = 32 << 20 };

static void *bounded_malloc(cmsContext context, cmsUInt32Number size) {
	return size == 0 || size > MAX_ALLOCATION ? NULL : malloc(size);
}

static void *bounded_realloc(cmsContext context, void *block, cmsUInt32Number size) {
	return size > MAX_ALLOCATION ? NULL : realloc(block, size);
}

static void plain_free(cmsContext context, void *block) { free(block); }

static cmsContext bounded_context(void) {
	cmsPluginMemHandler memory = {
		{ cmsPluginMagicNumber, 2060, cmsPluginMemHandlerSig, NULL },
		bounded_malloc, plain_free, bounded_realloc, NULL, NULL, NULL,
	};
	return cmsCreateContext(&memory, NULL);
}

// transform_of takes the profile, which it closes.
static cmsHTRANSFORM transform_of(cmsContext context, cmsHPROFILE from, cmsUInt32Number layout) {
	cmsHTRANSFORM transform = NULL;
	cmsHPROFILE to = cmsCreate_sRGBProfileTHR(context);
	if (from && to && layout) transform = cmsCreateTransformTHR(context, from, layout, to, TYPE_RGBA_8, INTENT_PERCEPTUAL, 0);
	if (from) cmsCloseProfile(from);
	if (to) cmsCloseProfile(to);
	return transform;
}

// Colours of a grey picture lie in the first of four bytes, the next are skipped.
#define GREY_OF_FOUR (COLORSPACE_SH(PT_GRAY) | CHANNELS_SH(1) | EXTRA_SH(3) | BYTES_SH(1))

static cmsUInt32Number layout_of(cmsColorSpaceSignature space, int cmyk) {
	if (cmyk) return space == cmsSigCmykData ? TYPE_CMYK_8_REV : 0;
	switch (space) {
	case cmsSigRgbData: return TYPE_RGBA_8;
	case cmsSigGrayData: return GREY_OF_FOUR;
	default: return 0;
	}
}

int lcms_to_srgb(const unsigned char *profile, unsigned int size, unsigned char *pixels, unsigned int count, int cmyk) {
	cmsContext context = bounded_context();
	if (!context) return 0;
	cmsHPROFILE from = cmsOpenProfileFromMemTHR(context, profile, size);
	cmsHTRANSFORM transform = transform_of(context, from, from ? layout_of(cmsGetColorSpace(from), cmyk) : 0);
	if (transform) {
		cmsDoTransform(transform, pixels, pixels, count);
		cmsDeleteTransform(transform);
	}
	cmsDeleteContext(context);
	return transform != NULL;
}

struct lcms_rows {
	cmsContext context;
	cmsHTRANSFORM transform;
};

static cmsUInt32Number rows_layout(cmsColorSpaceSignature space, int samples) {
	if (space == cmsSigGrayData && samples == 1) return TYPE_GRAY_16;
	if (space == cmsSigRgbData && samples == 3) return TYPE_RGB_16;
	if (space == cmsSigCmykData && samples == 4) return TYPE_CMYK_16;
	return 0;
}

lcms_rows *lcms_rows_open(const unsigned char *profile, unsigned int size, int samples) {
	lcms_rows *rows = calloc(1, sizeof *rows);
	if (!rows) return NULL;
	rows->context = bounded_context();
	if (rows->context && profile) {
		cmsHPROFILE from = cmsOpenProfileFromMemTHR(rows->context, profile, size);
		rows->transform = transform_of(rows->context, from, from ? rows_layout(cmsGetColorSpace(from), samples) : 0);
	} else if (rows->context && samples == 3) {
		rows->transform = transform_of(rows->context, cmsCreateLab4ProfileTHR(rows->context, NULL), TYPE_Lab_16);
	}
	if (rows->transform) return rows;
	lcms_rows_close(rows);
	return NULL;
}

void lcms_rows_convert(lcms_rows *rows, const uint16_t *from, unsigned char *to, unsigned int count) {
	cmsDoTransform(rows->transform, from, to, count);
}

void lcms_rows_close(lcms_rows *rows) {
	if (rows->transform) cmsDeleteTransform(rows->transform);
	if (rows->context) cmsDeleteContext(rows->context);
	free(rows);
}
