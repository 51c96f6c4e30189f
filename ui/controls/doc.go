// Package controls holds the small widgets that the views share: pills with
// their key, segments, two-handled sliders, meters, badges, stars, banners and
// the status line.
//
// None of them takes the keyboard's focus, so that the culling keys always
// work. Flows in: plain values. Flows out: callbacks, on the goroutine that
// Fyne calls.
// Does not belong here: anything that knows what a photo or a catalogue is.
package controls
