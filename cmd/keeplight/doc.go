// Command keeplight is the program: the window, and the same work without a
// window on the command line. Built with the tag nogui it is the command line
// alone, for machines without a display.
//
// Flows in: arguments, folders. Flows out: a window, or rows on standard output
// with notes and progress on standard error.
// Does not belong here: finding, storing and judging photos (library, scoring),
// what the window looks like (ui). Only window.go may import fyne.
package main
