// Package menus shows the commands to whoever uses the mouse: the menu of all
// commands, and the menus of a photo and of a folder.
//
// Flows in: the table of commands, the photo or folder in question. Flows out: the
// command that was chosen, what is shown in the file manager or copied.
// Does not belong here: what commands do, and their keys (ui/command).
package menus
