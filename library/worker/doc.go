// Package worker decodes pictures, and develops RAW files, in another process,
// keeplight-media, because the C libraries for some formats can crash, loop for
// ever or take all memory over a file that somebody else made. Here that costs one
// file one error.
//
// It finds the program, starts it when it is first needed, bounds how many run
// and how long each may take, ends those that nobody needs, replaces those that
// died, and keeps the list of files that did it (Quarantine).
//
// Flows in: a file's bytes. Flows out: pixels with their colour profile, or an
// error in words for people; *Decoder is a picture.Foreign.
// Does not belong here: what the two processes say to each other
// (library/worker/wire), decoding (cmd/keeplight-media), turning colours into
// sRGB (library/picture).
package worker
