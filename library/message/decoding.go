package message

import "keeplight.app/keeplight/library"

// Why a file's decoder, which is another process, gave no picture. Each is the
// reason in one of the problems below it.
const (
	DecoderCrashed = "decoder.crashed"
	DecoderInvalid = "decoder.invalid_answer"
	DecoderSlow    = "decoder.processor_time" // seconds: count
	DecoderHung    = "decoder.hung"           // seconds: count
	DecoderMemory  = "decoder.memory"         // megabytes: count
	DecoderKilled  = "decoder.killed"

	DecoderAgain   = "problem.decoder_again"   // reason: message
	DecoderStopped = "problem.decoder_stopped" // reason: message
	SetAside       = "problem.set_aside"       // reason: message
)

func decodingSentences() []entry {
	return []entry{
		{DecoderCrashed, "its decoder crashed"},
		{DecoderInvalid, "its decoder gave an invalid answer"},
		{DecoderSlow, "decoding it took more than {{.seconds}} seconds of processor time"},
		{DecoderHung, "decoding it did not end within {{.seconds}} seconds"},
		{DecoderMemory, "decoding it needs more memory than the {{.megabytes}} MB that are allowed"},
		{DecoderKilled, "its decoder was killed, perhaps because memory ran out"},

		{DecoderAgain, "{{.reason}}. It is tried again by itself, alone, after the other photos"},
		{DecoderStopped, "{{.reason}}. Nothing is wrong with the file as far as is known. Close other programs and choose “Try again”"},
		{SetAside, "{{.reason}}, and again when it was tried alone. The photo is set aside until its file or the decoder changes. Choose “Try again” to decode it now"},
	}
}

// CanTryAgain is true for a problem that another try may end without the file
// having changed, for which people are offered a button.
func CanTryAgain(m library.Message) bool {
	switch m.Code() {
	case SetAside, DecoderStopped, DecoderAgain:
		return true
	}
	return false
}
