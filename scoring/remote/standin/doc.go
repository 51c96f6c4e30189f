// Package standin is a server for tests that speaks the protocol of OpenAI-compatible
// servers with pictures and probabilities, and can be made to misbehave.
//
// Flows in: requests of chat completions. Flows out: answers that follow from the
// picture's pixels and the question, and what was received.
// Does not belong here: what a real model says.
package standin
