// Package taste draws how a taste stands that is learnt from the person's picks: what is
// still needed while it is silent, and what pulls the person and why a photo has its
// score once it has proved itself.
//
// Flows in: words, rows, points and pictures. Flows out: callbacks.
// Does not belong here: learning and its test (scoring/taste, app/taste), what the words
// are (ui/desk/taste).
package taste
