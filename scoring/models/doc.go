// Package models knows the models and the llama.cpp runtimes that Keeplight
// offers, and installs, lists, verifies and removes them in a folder of its own.
// A model and its projector are paired by the table (assets/models) and never by
// guess.
//
// What is pinned: a model's address, revision, sizes and digests, and the names
// of llama.cpp's archives. What is looked up over HTTPS when a person installs
// it: the size and digest of an archive, at the host of its publisher's API. A
// file without a known digest is not fetched.
//
// Flows in: the table, a folder, a person's request. Flows out: files whose digests
// fit, and where they lie.
// Does not belong here: how bytes are fetched (fetch) or unpacked (unpack),
// running a model (scoring/engine), which one was chosen (scoring/local).
package models
