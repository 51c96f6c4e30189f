// Package framing is what stands around the photos: the bar at the top, the panels at
// both sides and the line at the foot, and how they give way in a narrow window.
//
// Flows in: the folder, views, orders and scorers to name, the panels. Flows out: the
// choices made in the bar.
// Does not belong here: what the panels say (ui/filters, ui/inspector), and the photos.
package framing
