package keyboard

import (
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/palette"
	"keeplight.app/keeplight/ui/sheets"
)

// Help shows what can be done: the sheet of all keys and the command palette; and
// what the program is made of.
type Help struct {
	overlay *overlay.Overlay
	version string
	board   *Keyboard
	file    *File
}

// The commands that other rooms name.
const (
	ShowKeys    command.ID = "keys"
	ShowPalette command.ID = "palette"
	ShowAbout   command.ID = "about"
)

// NewHelp shows its sheets in an overlay; version is the program's. UseKeyboard and
// the commands complete it.
func NewHelp(o *overlay.Overlay, f *File, version string) *Help {
	return &Help{overlay: o, file: f, version: version}
}

// UseKeyboard says whose commands are shown: the table holds those of Help too, so
// it comes after them.
func (h *Help) UseKeyboard(k *Keyboard) { h.board = k }

// Commands are what shows the commands.
func (h *Help) Commands() []command.Binding {
	return []command.Binding{
		{
			ID: ShowPalette, Section: command.Work, Title: language.Mark("Command palette"),
			Row:  language.Mark("Find a command and run it"),
			Keys: []command.Key{{Name: "k", Mod: command.Ctrl}}, Run: h.showPalette,
		},
		{
			ID: ShowKeys, Section: command.Work, Title: language.Mark("Keyboard shortcuts"),
			Keys: []command.Key{{Name: "?"}, {Name: "F1"}}, Run: h.showKeys,
		},
		{
			ID: "edit-keys", Section: command.Work, Title: language.Mark("Edit keyboard shortcuts"), Unlisted: true,
			Enabled: h.file.canEdit, Run: func() change.Set { return h.file.Edit(h.board.table) },
		},
		{
			ID: ShowAbout, Section: command.Work, Title: language.Mark("About Keeplight: version and licences"),
			Row:  language.Mark("About: version and licences"),
			Keys: []command.Key{{Name: "F1", Mod: command.Shift}}, Run: h.showAbout,
		},
	}
}

// showKeys shows every key from the same table that gives them their meaning.
func (h *Help) showKeys() change.Set {
	var sections []sheets.KeySection
	for _, r := range h.board.table.Rows() {
		title := language.Section(r.Section)
		if n := len(sections); n == 0 || sections[n-1].Title != title {
			sections = append(sections, sheets.KeySection{Title: title})
		}
		if r.Keys == "" {
			r.Keys = "–"
		}
		s := &sections[len(sections)-1]
		s.Lines = append(s.Lines, sheets.KeyLine{Keys: r.Keys, Does: language.Marked(r.Text)})
	}
	h.overlay.Show(overlay.Sheet{Object: sheets.Keys(sections, h.overlay.Close), ClosedBy: ShowKeys})
	return change.None
}

// showPalette lets a person type what they want to do.
func (h *Help) showPalette() change.Set {
	p := palette.New(palette.Callbacks{
		Search: h.search,
		OnRun: func(id string) bool {
			if ok, _ := h.board.table.Get(command.ID(id)).State(); !ok {
				return false
			}
			h.overlay.Close()
			h.board.Do(command.ID(id))
			return true
		},
		OnClose: h.overlay.Close,
	})
	h.overlay.Show(overlay.Sheet{Object: p, ClosedBy: ShowPalette})
	p.Focus(h.overlay.Canvas())
	return change.None
}

// search gives what the palette lists for what was typed.
func (h *Help) search(query string) []palette.Item {
	title := func(b *command.Binding) string { return language.Marked(b.Title) }
	var items []palette.Item
	for _, m := range h.board.table.Search(query, title) {
		if m.Binding.ID == ShowPalette {
			continue // it is what the person looks at
		}
		why := ""
		if !m.Enabled {
			why = language.Marked(m.Why)
		}
		items = append(items, palette.Item{
			ID: string(m.Binding.ID), Title: m.Title,
			Keys: language.Keys(h.board.table.Hint(m.Binding.ID)), Disabled: !m.Enabled, Why: why,
		})
	}
	return items
}
