// Package desktest opens what the window's controllers share, without a window's
// worth of them, so that each can be tested by itself.
//
// Flows in: a test. Flows out: an opened shoot with its session, a desk, notices,
// an overlay and a chooser in a window of Fyne's test driver, and photos in it.
// Does not belong here: any controller, or what a test asserts.
package desktest
