// Package explain decides when a model writes explanations: at once where a
// person asks for one, and for the photos in view while there is nothing to
// score. What nobody asked for gives way as soon as a photo is to be scored.
//
// Flows in: wishes, and a Source that writes. Flows out: news of what is written.
// Does not belong here: how it is written (scoring/mllm), stored
// (library/catalog) or shown (ui).
package explain
