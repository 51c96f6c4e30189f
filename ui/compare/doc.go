// Package compare draws several photographs beside each other, and below them how
// they differ: in shapes over each other and in words.
//
// Flows in: panes, words about each photo, differences. Flows out: clicks, as calls of
// what its owner set.
// Does not belong here: which photos they are and what is said of them
// (ui/desk/views), the picture itself (ui/pane).
package compare
