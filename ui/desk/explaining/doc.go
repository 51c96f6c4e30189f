// Package explaining has the model say in words why it gave a photo its score, and
// keeps what the inspector shows of it.
//
// Flows in: commands, and news of what is written. Flows out: requests to
// scoring/explain, and the words about a photo.
// Does not belong here: writing and storing explanations, finding what contradicts
// a value (scoring/contradiction).
package explaining
