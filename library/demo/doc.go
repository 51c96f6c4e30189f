// Package demo draws a shoot of its own: some sixty pictures of three days at
// the coast, with bursts, blur, tilted horizons and wrong exposure, so that a
// newcomer sees the whole job of culling without any photo at hand. The same
// pictures are the generated twins of photographs in tests.
//
// Everything is computed: noise, signed distances and filled outlines painted
// in linear light, then developed like a negative (exposure, lens, grain, tone
// curve). A scene is defined on the whole plane and the camera looks at a part
// of it, so a tilted picture has a truly tilted horizon and no empty corners.
//
// Flows in: a Shot, or a folder. Flows out: pixels, or JPEG files with capture
// facts. Does not belong here: reading or judging pictures.
package demo
