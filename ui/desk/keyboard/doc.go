// Package keyboard carries out commands: it feeds every way in which fyne reports
// a key into the one table of keys, gives them to what lies over the photos first,
// and runs what they mean, or says why that cannot run now. The keys sheet, the
// palette and the file of rebound keys are its rooms.
//
// Flows in: key presses and commands by name. Flows out: what they changed.
// Does not belong here: what any command does.
package keyboard
