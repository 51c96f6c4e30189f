// Package contradiction finds the sentences of an explanation that do not fit
// the values which the model was told: "it says soft, but clarity is 8.30".
//
// It reads English words from a list, with what turns them round ("not soft"),
// and numbers. It would rather miss a contradiction than see one that is none:
// what it marks is worth a second look, what it leaves is not proven.
//
// Flows in: an explanation. Flows out: ranges of its text, with the attribute
// and a reason for people. Does not belong here: writing (scoring/mllm),
// showing (ui, library/report).
package contradiction
