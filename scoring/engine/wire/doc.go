// Package wire is what Keeplight and its model worker say to each other:
// JSON-RPC messages in frames with their length in front, and pixels in frames
// of their own beside them.
//
// Flows in and out: messages. A reader bounds every length before it allocates
// anything, and Check holds an answer against what was asked, because the other
// end may have been taken over by a damaged model file.
// Does not belong here: processes (scoring/engine), llama.cpp
// (cmd/keeplight-engine).
package wire
