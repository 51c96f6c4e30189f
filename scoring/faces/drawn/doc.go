// Package drawn draws faces for tests: shaded like a photograph, so that networks
// which learnt from people take them for faces, with lids as far apart as is asked.
//
// Flows in: where a face is, how large, how it looks. Flows out: pixels.
// Does not belong here: anything that the program itself needs.
package drawn
