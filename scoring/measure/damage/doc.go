// Package damage spoils pictures in known amounts, as cameras and files do:
// blur, shake, haze, noise and what denoising leaves, specks, compression, exposure,
// bands, moiré, colour, enlarging, sharpening, tilt. WebP and HEIC are drawn: a
// coder of blocks stands in for their encoders.
//
// Flows in: a picture and an amount. Flows out: a damaged copy, the same on
// every run. Does not belong here: judging pictures.
package damage
