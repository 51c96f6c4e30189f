// Package versus holds two scorers, or two versions of one, against each other on the open
// photos: it reads what is stored of them, has them compared beside fyne's goroutine, and
// shows what comes of it.
//
// Flows in: open photos with their decisions, stored scores. Flows out: a sheet, and the
// photo that the person opens from it.
// Does not belong here: the figures (scoring/versus), how the sheet looks (ui/versus).
package versus
