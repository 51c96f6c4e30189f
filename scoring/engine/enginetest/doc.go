// Package enginetest gives tests a real engine: the folder of the llama.cpp that
// .ci/engine prepared, the worker program, and tiny models to load.
//
// Flows in: a test. Flows out: paths. Where nothing is prepared the test is
// skipped; where KEEPLIGHT_REQUIRE_ENGINE is 1, as in make test, it fails.
// Does not belong here: anything that the program itself needs.
package enginetest
