package sheets

// ExportMode is what an export does with the files.
type ExportMode uint8

// The ways to export.
const (
	CopyFiles  ExportMode = iota
	CloneFiles            // copies that share the originals' space where the disk can do that
	MoveFiles
	LinkFiles
	NewJPEGs // are written in place of copies
)

// Sides are the sizes of new JPEGs that the form offers: the most pixels of the long
// side, 0 for all.
func Sides() []int { return []int{1600, 2048, 3840, 0} }

// ExportState is how far an export is.
type ExportState uint8

// The states of the form, in their order.
const (
	ExportChoosing ExportState = iota
	ExportRunning
	ExportDone
)

// ExportView is what the export form shows.
type ExportView struct {
	State ExportState
	ExportMenus
	BackupView
	JPEGView
	ExportProgress

	Count        int    // photos that would be exported
	Dest         string // "" until a folder was chosen
	Template     string // how files are named: "{name}"
	TemplateHint string // what may stand in it: "{name} {date} {seq}"
	Mode         ExportMode
	Preview      []string // "IMG_1.jpg → 2026-11-20/IMG_1.jpg", the first few
	More         int      // further files than those in Preview
	Warnings     []string // what should be known before: "3 files are there already and will be numbered"
	Planning     bool     // what would be done is still being found out
	Blocked      string   // why it cannot start now, "" when it can
	Hint         string   // what to do first, "" once that is done

	Report []string // at the end: what happened, in plain lines
	Failed []string // files that were not exported, with the reason
}

// ExportMenus are what can be chosen in the form's menus.
type ExportMenus struct {
	Choices []string // which photos can be exported, with their number: "12 picks"
	Choice  int      // the place of the chosen one
	Presets []string // the presets, and what can be done with them
	Preset  int      // the place of the one that is in use, 0 for none
}

// BackupView is what is asked for beside the destination.
type BackupView struct {
	Second    string // a folder for a second copy, "" for none
	Checksums bool   // each folder gets a list of them
}

// ExportProgress is how far a running export is.
type ExportProgress struct {
	Done, Total int
	Current     string // the file at work
	Speed       string // how fast, and how long it still takes; "" while nobody knows
}

// JPEGView is what new JPEGs are like.
type JPEGView struct {
	Side    int // the place in Sides
	Quality int // 0 small files, 1 good, 2 best
	Facts   int // that they tell: 0 all, 1 words, 2 nothing
}

// ExportCallbacks are what the form asks for.
type ExportCallbacks struct {
	OnChoice       func(index int) // which photos
	OnPreset       func(index int)
	OnChooseFolder func()
	OnDest         func(dest string)   // at each keystroke
	OnSecond       func(folder string) // at each keystroke
	OnChooseSecond func()
	OnChecksums    func(bool)
	OnTemplate     func(template string) // at each keystroke
	OnMode         func(ExportMode)
	OnJPEG         func(side, quality, facts int)
	OnExport       func()
	OnCancel       func() // close the form, or stop the running export
	OnOpenFolder   func() // at the end; nil leaves it out
}
