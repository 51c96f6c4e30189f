// Package remote asks a model on an OpenAI-compatible server about photos, such as
// vLLM, llama-server, Ollama or LM Studio on a studio's GPU machine.
//
// Flows in: an address that a person named, a key, pictures as pixels. Flows out: how
// likely each answer is, text, and what was sent. Nobody but that server is asked.
// Does not belong here: how photos are asked about (scoring/mllm), where keys are kept
// (scoring/remote/keys).
package remote
