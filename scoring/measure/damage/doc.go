// Package damage spoils pictures in known amounts, as cameras and files do:
// blur, noise, specks, compression, exposure, colour, tilt.
//
// Flows in: a picture and an amount. Flows out: a damaged copy, the same on
// every run. Does not belong here: judging pictures.
package damage
