// Keeplight-engine holds one multimodal model and answers questions about
// pictures over its standard input and output. It is a process of its own
// because llama.cpp ends the process on what it cannot do, and because its end
// gives all GPU memory back.
//
// Does not belong here: what is asked and what the answers mean
// (scoring/mllm), starting and watching this program (scoring/engine).
package main
