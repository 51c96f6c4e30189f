package window

import (
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
)

// The window's own commands that others name.
const (
	back command.ID = "back"
	quit command.ID = "quit"
)

// commands are what the window itself does, among the other commands of the view.
func (w *Window) commands() []command.Binding {
	return []command.Binding{
		{
			ID: back, Section: command.View, Title: language.Mark("Back"), Keys: []command.Key{{Name: "Escape"}},
			Run: w.goBack,
		},
		{
			ID: "inspector", Section: command.View, Title: language.Mark("Show or hide the inspector"),
			Row:  language.Mark("Inspector: radar and reasons"),
			Keys: []command.Key{{Name: "r"}, {Name: "i"}},
			Run:  w.toggleInspector,
		},
		{
			ID: "panels", Section: command.View, Title: language.Mark("Show or hide the side panels"), Keys: []command.Key{{Name: "Tab"}},
			Row: language.Mark("Show or hide the side panels; compare, survey: next pane"),
			Run: w.chrome.togglePanels,
		},
		{
			ID: "all-panels", Section: command.View, Title: language.Mark("Show or hide all panels and bars"),
			Keys: []command.Key{{Name: "Tab", Mod: command.Shift}}, Run: w.chrome.toggleAll,
		},
		{
			ID: "alone", Section: command.View, Title: language.Mark("Photo alone"),
			Row:  language.Mark("The photo alone, without panels and bars; again or Esc: back"),
			Keys: []command.Key{{Name: "f"}}, Enabled: w.chrome.hasPhoto, Run: w.chrome.toggleAlone,
		},
		{
			ID: "full-screen", Section: command.View, Title: language.Mark("Full screen"), Keys: []command.Key{{Name: "F11"}},
			Run: func() change.Set { w.win.SetFullScreen(!w.win.FullScreen()); return change.None },
		},
	}
}

// lastCommands stand at the end of the keys sheet.
func (w *Window) lastCommands() []command.Binding {
	return []command.Binding{{
		ID: quit, Section: command.Work, Title: language.Mark("Quit"), Row: language.Mark("Quit; everything is saved"), Keys: []command.Key{{Name: "q", Mod: command.Ctrl}},
		Run: func() change.Set { w.Close(); return change.None },
	}}
}

// toggleInspector shows or hides radar and reasons, beside one photo or below several.
func (w *Window) toggleInspector() change.Set {
	if changed, ok := w.rooms.switcher.TogglePanel(); ok {
		return changed
	}
	w.settings.Window.Inspector = !w.settings.Window.Inspector
	return change.View | change.Cursor
}

// goBack leaves what is in front: what is being written, the photo alone, the
// selection, 100 %, the loupe, the full screen, hidden bars, a question.
func (w *Window) goBack() change.Set {
	for _, leave := range []func() (change.Set, bool){
		w.rooms.models.Explaining.Back, w.chrome.back, w.rooms.switcher.Back, w.leaveFullScreen, w.chrome.showBars,
		w.rooms.starting.Back, w.rooms.files.Sidecars.Back, // as they stand before each other
	} {
		if changed, ok := leave(); ok {
			return changed
		}
	}
	return change.None
}

func (w *Window) leaveFullScreen() (change.Set, bool) {
	full := w.win.FullScreen()
	if full {
		w.win.SetFullScreen(false)
	}
	return change.None, full
}
