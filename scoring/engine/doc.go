// Package engine runs a multimodal model on this computer, in a process of its
// own (keeplight-engine), because llama.cpp ends the process over a file that it
// does not like. Here that costs one picture one error.
//
// It finds the program and llama.cpp's libraries, starts, watches and restarts
// the process, bounds how long everything may take, checks every answer, and
// knows the digests of the model's files.
//
// Flows in: pictures and questions. Flows out: probabilities of answers and
// written text; *Engine is an mllm.Engine.
// Does not belong here: what is asked and what the answers mean (scoring/mllm),
// what the two processes say to each other (scoring/engine/wire), llama.cpp
// itself (cmd/keeplight-engine), where models come from (scoring/models).
package engine
