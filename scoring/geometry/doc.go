// Package geometry says to which size a picture has to be brought for a vision
// model, so that nothing is left to resample once it gets there, and how many
// tokens it becomes. The rules are those of mtmd in llama.cpp b10256
// (tools/mtmd: clip.cpp, mtmd-image.cpp), family by family.
//
// Flows in: what a projector's file says of itself, and the size of a picture.
// Flows out: a size and a number of tokens.
// Does not belong here: reading files (scoring/models/gguf), resampling and
// asking (scoring/mllm).
package geometry
