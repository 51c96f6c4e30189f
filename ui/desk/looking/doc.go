// Package looking lets the person say what helps to look at photos: histogram,
// clipping warning and focus peaking, each with its key.
//
// Flows in: keys. Flows out: what is drawn over photos, and what the panel beside one
// says of it.
// Does not belong here: working it out (ui/looking), where it stands (ui/desk/views).
package looking
