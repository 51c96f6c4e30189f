// Package overlay holds what lies over the photos for a moment: one sheet at a
// time, or the dialog that asks for a folder or a file. While it is there the keys
// are its own.
//
// Flows in: sheets to show, keys. Flows out: a closed sheet, a chosen path.
// Does not belong here: what a sheet says (ui/sheets, ui/palette) and does.
package overlay
