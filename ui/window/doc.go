// Package window puts the views together: it turns keys and clicks into
// commands, events into what the views show, and remembers how the window was
// left.
//
// Flows in: a shoot with its catalogue and queue, and a fyne.App. Flows out:
// one window.
// Does not belong here: drawing (the packages of the views), what a key or a
// filter means (ui/session, library/query), reading or scoring photos (scoring).
package window
