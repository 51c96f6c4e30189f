// Package explain decides when a model writes explanations: where a person asks for
// one, as soon as the photos in view are scored, and for the photos in view while
// there is nothing to score at all. What is written gives way as soon as a photo in
// view is to be scored, and what nobody asked for as soon as any is.
//
// Flows in: requests, and a Source that writes. Flows out: news of what is written.
// Does not belong here: how it is written (scoring/mllm), stored
// (library/catalog) or shown (ui).
package explain
