package session

// Command is something that the person can ask the window to do.
type Command string

// The commands. Their texts are in Keys.
const (
	PickPhoto      Command = "pick"
	RejectPhoto    Command = "reject"
	ClearFlag      Command = "clear flag"
	Rate0          Command = "rate 0"
	Rate1          Command = "rate 1"
	Rate2          Command = "rate 2"
	Rate3          Command = "rate 3"
	Rate4          Command = "rate 4"
	Rate5          Command = "rate 5"
	LabelRed       Command = "label red"
	LabelYellow    Command = "label yellow"
	LabelGreen     Command = "label green"
	LabelBlue      Command = "label blue"
	LabelPurple    Command = "label purple"
	NextPhoto      Command = "next"
	PreviousPhoto  Command = "previous"
	RowDown        Command = "row down"
	RowUp          Command = "row up"
	PageDown       Command = "page down"
	PageUp         Command = "page up"
	FirstPhoto     Command = "first"
	LastPhoto      Command = "last"
	SelectNext     Command = "select next"
	SelectPrevious Command = "select previous"
	SelectDown     Command = "select down"
	SelectUp       Command = "select up"
	SelectFirst    Command = "select first"
	SelectLast     Command = "select last"
	SelectAll      Command = "select all"
	ShowGrid       Command = "grid"
	ShowLoupe      Command = "loupe"
	OpenPhoto      Command = "open"
	GoBack         Command = "back"
	ToggleZoom     Command = "zoom"
	ShowEvidence   Command = "evidence"
	LargerTiles    Command = "larger"
	SmallerTiles   Command = "smaller"
	ToggleInspect  Command = "inspector"
	TogglePanels   Command = "panels"
	FullScreen     Command = "full screen"
	AutoAdvance    Command = "auto-advance"
	FindPhotos     Command = "find"
	SuspendFilters Command = "suspend filters"
	SortAgain      Command = "sort again"
	PauseScoring   Command = "pause"
	Undo           Command = "undo"
	Redo           Command = "redo"
	ExportKeepers  Command = "export"
	OpenFolder     Command = "open folder"
	ShowKeys       Command = "keys"
	SwitchScorer   Command = "switch scorer"
	ModelSettings  Command = "model"
	ExplainScore   Command = "explain"
	ExplainForm    Command = "explain form"
	ExplainInView  Command = "explain in view"
	Settings       Command = "settings"
	Quit           Command = "quit"
)

// Mod is a set of modifier keys.
type Mod uint8

// The modifiers that the keymap tells apart. Shift counts only with keys that
// type nothing: what a character key types already says whether it was held.
const (
	Ctrl Mod = 1 << iota
	Shift
)

// Key is one key press: the character that it types in lower case, or the name
// of a key that types none, such as "Left", "Space" or "F11".
type Key struct {
	Name string
	Mod  Mod
}

// Binding says which keys give a command, and what the keys sheet says of it.
type Binding struct {
	Keys    []Key
	Command Command
	Shown   string // how the sheet writes the keys, "" where another row shows them
	Text    string // what it does
}

// Section is a titled group of bindings in the keys sheet.
type Section struct {
	Title    string
	Bindings []Binding
}

// Keymap finds the command of a key.
type Keymap struct {
	sections []Section
	commands map[Key]Command
}

// NewKeymap gives the default keys, after Lightroom Classic where it has one.
// Characters are matched by what they type, not by where they lie, so they
// work on every layout.
func NewKeymap() *Keymap {
	m := &Keymap{sections: defaultSections(), commands: map[Key]Command{}}
	for _, s := range m.sections {
		for _, b := range s.Bindings {
			for _, k := range b.Keys {
				m.commands[k] = b.Command
			}
		}
	}
	return m
}

// Command gives what a key asks for; ok is false for a key without a meaning.
func (m *Keymap) Command(k Key) (c Command, ok bool) {
	c, ok = m.commands[k]
	return c, ok
}

// Sections gives all bindings in the order of the keys sheet.
func (m *Keymap) Sections() []Section { return m.sections }

func bare(names ...string) []Key {
	keys := make([]Key, len(names))
	for i, n := range names {
		keys[i] = Key{Name: n}
	}
	return keys
}

func shift(name string) []Key     { return []Key{{Name: name, Mod: Shift}} }
func ctrl(name string) []Key      { return []Key{{Name: name, Mod: Ctrl}} }
func ctrlShift(name string) []Key { return []Key{{Name: name, Mod: Ctrl | Shift}} }

func defaultSections() []Section {
	return []Section{
		{"Decide", []Binding{
			{bare("p"), PickPhoto, "P", "pick"},
			{bare("x"), RejectPhoto, "X", "reject"},
			{bare("u"), ClearFlag, "U", "clear the flag, stars stay"},
			{bare("0"), Rate0, "0 – 5", "stars"},
			{bare("1"), Rate1, "", "one star"},
			{bare("2"), Rate2, "", "two stars"},
			{bare("3"), Rate3, "", "three stars"},
			{bare("4"), Rate4, "", "four stars"},
			{bare("5"), Rate5, "", "five stars"},
			{bare("6"), LabelRed, "6 – 9", "red, yellow, green, blue label; again takes it off"},
			{bare("7"), LabelYellow, "", "yellow label"},
			{bare("8"), LabelGreen, "", "green label"},
			{bare("9"), LabelBlue, "", "blue label"},
			{shift("b"), LabelPurple, "Shift+B", "purple label"},
			{bare("a"), AutoAdvance, "A", "auto-advance: a mark moves on to the next photo"},
			{ctrl("z"), Undo, "Ctrl+Z", "undo, also after a restart"},
			{append(ctrlShift("z"), ctrl("y")...), Redo, "Ctrl+Shift+Z", "redo"},
		}},
		{"Move", []Binding{
			{bare("Left"), PreviousPhoto, "← →", "previous, next photo; hold to run"},
			{bare("Right"), NextPhoto, "", "next photo"},
			{bare("Up"), RowUp, "↑ ↓", "row up, row down"},
			{bare("Down"), RowDown, "", "row down"},
			{bare("Prior"), PageUp, "Page ↑ ↓", "screen up, screen down"},
			{bare("Next"), PageDown, "", "screen down"},
			{bare("Home"), FirstPhoto, "Home End", "first, last photo"},
			{bare("End"), LastPhoto, "", "last photo"},
			{shift("Right"), SelectNext, "Shift+← →", "select from here on; also with ↑ ↓ Home End"},
			{shift("Left"), SelectPrevious, "", "select one less or one before"},
			{shift("Down"), SelectDown, "", "select a row down"},
			{shift("Up"), SelectUp, "", "select a row up"},
			{shift("Home"), SelectFirst, "", "select to the first photo"},
			{shift("End"), SelectLast, "", "select to the last photo"},
			{ctrl("a"), SelectAll, "Ctrl+A", "select all; Shift+click a range, Ctrl+click one more"},
		}},
		{"Look", []Binding{
			{bare("g"), ShowGrid, "G", "grid"},
			{bare("e"), ShowLoupe, "E", "loupe"},
			{bare("Return", "Enter"), OpenPhoto, "Enter", "open the photo"},
			{bare("Escape"), GoBack, "Esc", "back"},
			{bare("Space", "z"), ToggleZoom, "Space Z", "100 % and back; drag or wheel to look around"},
			{bare("h"), ShowEvidence, "H", "what was measured, drawn over the photo"},
			{bare("+", "="), LargerTiles, "+ −", "larger, smaller thumbnails; zoom in the loupe"},
			{bare("-"), SmallerTiles, "", "smaller thumbnails"},
			{bare("r", "i"), ToggleInspect, "R", "radar and reasons"},
			{bare("Tab"), TogglePanels, "Tab", "all panels"},
			{bare("f", "F11"), FullScreen, "F", "full screen"},
		}},
		{"Work", []Binding{
			{bare("s"), SortAgain, "S", "sort again with the new scores"},
			{bare("m"), SwitchScorer, "M", "the model's scores, the measured ones"},
			{bare("w"), ExplainScore, "W", "have the model say why, again, or stop it"},
			{shift("w"), ExplainForm, "Shift+W", "its words as sentences or as numbered fields"},
			{ctrl("w"), ExplainInView, "Ctrl+W", "explain the photos in view while nothing is scored, or not"},
			{ctrl("m"), ModelSettings, "Ctrl+M", "choose, start or stop a model"},
			{ctrl(","), Settings, "Ctrl+,", "settings: install models and llama.cpp"},
			{ctrl("f"), FindPhotos, "Ctrl+F", "find by name, folder, camera or lens"},
			{bare("\\"), SuspendFilters, "\\", "set the filters aside, and back"},
			{ctrl("p"), PauseScoring, "Ctrl+P", "pause or resume scoring"},
			{ctrl("e"), ExportKeepers, "Ctrl+E", "export keepers"},
			{ctrl("o"), OpenFolder, "Ctrl+O", "open a folder"},
			{bare("?", "F1"), ShowKeys, "?", "this sheet"},
			{ctrl("q"), Quit, "Ctrl+Q", "end the program; all is stored"},
		}},
	}
}
