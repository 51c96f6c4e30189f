/*
 * The llama.cpp that the tests use comes out of a Node add-on (.ci/engine). Its
 * linker dropped three functions that the add-on itself never calls; the Go
 * binding looks all of them up when it loads the library, so they are here.
 */
#include <stddef.h>
#include <stdlib.h>

/* As llama.cpp has it: LLAMA_MAX_SEQ. */
size_t llama_max_parallel_sequences(void) { return 256; }

/* Keeplight quantizes nothing: a call is a mistake that must not go unseen. */
void llama_model_quantize(void) { abort(); }
void llama_model_quantize_default_params(void) { abort(); }
