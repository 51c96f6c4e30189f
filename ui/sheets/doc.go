// Package sheets holds what covers the window for a moment: the welcome, the
// list of keys, the export form, empty states and notices.
//
// Flows in: plain views. Flows out: callbacks.
// Does not belong here: copying files, reading the keymap, choosing folders.
package sheets
