// Package wire is what Keeplight and its decode worker say to each other over a
// pipe: a greeting, then one request and one reply at a time, each a frame with
// its lengths in front.
//
// Flows in and out: frames. A reader checks every length and every size before
// it allocates anything, for the other end may have been taken over by a file.
// Does not belong here: processes (library/worker), decoding
// (cmd/keeplight-media).
package wire
