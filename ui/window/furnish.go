package window

import (
	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/desk/appearance"
	"keeplight.app/keeplight/ui/desk/culling"
	"keeplight.app/keeplight/ui/desk/details"
	"keeplight.app/keeplight/ui/desk/filtering"
	"keeplight.app/keeplight/ui/desk/folders"
	"keeplight.app/keeplight/ui/desk/keyboard"
	"keeplight.app/keeplight/ui/desk/looking"
	"keeplight.app/keeplight/ui/desk/menus"
	"keeplight.app/keeplight/ui/desk/persisting"
	"keeplight.app/keeplight/ui/desk/sorting"
	"keeplight.app/keeplight/ui/desk/stacking"
	"keeplight.app/keeplight/ui/desk/starting"
	"keeplight.app/keeplight/ui/desk/status"
	"keeplight.app/keeplight/ui/desk/views"
	"keeplight.app/keeplight/ui/framing"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/window/files"
	"keeplight.app/keeplight/ui/window/models"
)

// rooms are the window's controllers, each with one concern.
type rooms struct {
	notices    *desk.Notices
	overlay    *overlay.Overlay
	chooser    *overlay.Chooser
	appearance *appearance.Appearance
	switcher   *views.Switcher
	details    *details.Details
	status     *status.Status
	culling    *culling.Culling
	folders    *folders.Folders
	filtering  *filtering.Filtering
	sorting    *sorting.Sorting
	stacking   *stacking.Stacking
	models     *models.Rooms
	files      *files.Rooms
	looking    *looking.Looking
	starting   *starting.Starting
	persisting *persisting.Persisting
	keyboard   *keyboard.Keyboard
	menus      *menus.Menus
	follower   *views.Follower
}

// furnish makes the controllers and gives each what it needs of the others.
func (w *Window) furnish(app fyne.App) error {
	r := &w.rooms
	r.appearance = appearance.New(app, &w.settings.Appearance)
	r.notices = desk.NewNotices(w.desk)
	r.overlay = overlay.New(w.win.Canvas, w.apply)
	r.chooser = overlay.NewChooser(w.desk, w.win, desk.Home(), r.notices.Fail, w.apply)
	r.chooser.Recent = func() []string { return w.settings.Shoot.Recent }
	if w.opts.Desktop {
		r.chooser.UseSystem()
	}
	r.sorting = sorting.New(sorting.Needs{
		Session: w.session, Desk: w.desk, Notices: r.notices, Overlay: r.overlay, Saved: &w.settings.Shoot.Weights, Open: &w.settings.Window.Weights,
		Apply: w.apply, Grown: func() { w.parts.frame.Grown() },
	})
	w.furnishStacking()
	w.furnishScorers()
	r.details = details.New(w.session, r.models.Scorers, r.models.Explaining, r.models.Standing, r.stacking, &w.settings.Window.Against)
	r.status = &status.Status{
		Session: w.session, Scoring: r.models.Scorers, Notices: r.notices, Advance: &w.settings.Shoot.AutoAdvance,
		Keys: func() string { return w.desk.Key(keyboard.ShowKeys) }, Looking: func() bool { return r.folders.AnyOpen() && r.folders.Scanning() },
		Selected: w.selected, Sidecars: func() string { return r.files.Sidecars.Status() },
		Import: func() string { return r.files.Progress() }, Faces: func() string { return r.looking.Faces.Status() },
	}
	w.furnishViews(app)
	w.furnishMenus()
	w.furnishFolders()
	r.culling = culling.New(culling.Needs{
		Store: w.shoot.Catalog(), Session: w.session, Desk: w.desk, Notices: r.notices,
		Targets: r.switcher.Targets, Advance: &w.settings.Shoot.AutoAdvance, GoOn: r.switcher.Advance,
		Moved: r.stacking.Moved, Stored: func() { r.files.Stored(); r.models.Judging.Decided() }, Turned: r.looking.Faces.Turned,
	})
	w.furnishFiles()
	r.persisting = &persisting.Persisting{
		Settings: &w.settings, Session: w.session, Folders: w.shoot.Folders, Size: w.size, Touched: w.isTouched,
		Loupe: func() bool { return r.switcher.IsCurrent(views.LoupeID) },
	}
	r.persisting.Restore()
	r.sorting.Restore()
	return w.furnishKeyboard()
}

// furnishScorers makes what has to do with scorers and their models.
func (w *Window) furnishScorers() {
	r := &w.rooms
	r.models = models.New(models.Needs{
		Session: w.session, Desk: w.desk, Notices: r.notices, Overlay: r.overlay, Chooser: r.chooser, Apply: w.apply,
		Shoot: w.shoot, Settings: &w.settings, Appearance: r.appearance, Engines: w.opts.Engines, StartModel: w.opts.StartModel,
		Opens: func() { r.starting.End() }, Regroup: r.stacking.Take,
		Lacking: func() bool { return r.starting.Lacking() }, Install: func() bool { return r.starting.Install() },
		Window: models.Window{
			Culling: func() models.Culling { return r.culling }, Loupe: views.LoupeID, Do: w.do, Hide: func() { r.follower.Close() },
			Marks: models.Marks{Pick: culling.Pick, Reject: culling.Reject, Unflag: culling.Unflag, Undo: culling.Undo},
		},
	})
	r.starting = starting.New(starting.Needs{
		Desk: w.desk, Overlay: r.overlay, Store: w.opts.Engines.Store, ReadOnly: w.shoot.Catalog().ReadOnly(),
		Shoot: &w.settings.Shoot, Model: &w.settings.Model, Photos: w.shoot.Catalog(), Grown: func() { w.parts.frame.Grown() },
		OpenSettings: r.models.Installing.Open, OpenOwn: r.models.Scorers.OpenForm,
		OpenFolder: folders.OpenFolder, OpenDemo: folders.OpenDemo, ImportKey: files.Import, Do: w.do,
		Open: func(path string) { w.apply(r.folders.Open(path)) }, Import: func(card string) { r.files.Ingesting.Offer(card) },
		Showing: func() bool { return w.parts.frame.Shown() == welcomeKey },
	})
}

// furnishStacking makes what has to do with photos that belong together.
func (w *Window) furnishStacking() {
	r := &w.rooms
	r.stacking = stacking.New(stacking.Needs{
		Session: w.session, Desk: w.desk, Notices: r.notices, Overlay: r.overlay, Stacks: w.shoot.Stacks(), Store: w.shoot.Catalog(),
		Chosen: &w.settings.Shoot, Touched: w.isTouched, Grouped: w.shoot.Scorers().Grouped, Do: w.do,
		Resort:  func() { w.session.Resort(); r.folders.RestoreCursor() },
		Compare: views.CompareID, Survey: views.SurveyID, Menu: func(at fyne.Position) { r.menus.ShowStack(at) },
		Culling: func() stacking.Culling { return r.culling }, Views: func() stacking.Views { return r.switcher },
	})
}

// furnishViews makes the ways to look at photos.
func (w *Window) furnishViews(app fyne.App) {
	r := &w.rooms
	seen := views.Seen(w.shoot.InView, r.models.Explaining.LookAgain)
	mouse := views.Mouse{
		Marking: func() views.Marking { return r.culling }, Touch: w.touch, Apply: w.apply, Menu: func() views.PhotoMenu { return r.menus },
	}
	wall := views.NewGrid(views.GridNeeds{
		Session: w.session, Desk: w.desk, Draw: w.draw, Thumbs: w.shoot.Pictures(), Source: r.details,
		Side: &w.settings.Window.TileSide, Seen: seen, Scrolled: w.touch,
		Clicked: func(cell int, mod fyne.KeyModifier) { w.touch(); w.apply(r.switcher.Click(cell, mod)) },
		Opened:  func(cell int) { w.session.Stacks.MoveTo(cell); w.apply(r.switcher.Go(views.LoupeID)) },
		Stacked: func(cell int) { w.touch(); w.apply(r.stacking.SwitchOpen(w.session.Stacks.At(cell).ID)) },
		Mouse:   mouse,
	})
	later := w.draw
	if w.opts.later != nil {
		later = w.opts.later
	}
	r.looking = looking.New(looking.Needs{
		Session: w.session, Desk: w.desk, Chosen: &w.settings.Looking, Loupe: views.LoupeID,
		Views: func() looking.Views { return r.switcher }, Search: w.shoot.Faces(), Pictures: w.shoot.Pictures(),
		Notices: r.notices, Overlay: r.overlay, Stacks: r.stacking, Apply: w.apply,
	})
	r.details.UseFaces(r.looking.Faces)
	r.models.Explaining.UseFaces(r.looking.Faces)
	one := views.LoupeNeeds{
		Session: w.session, Desk: w.desk, Draw: later, Pictures: w.shoot.Pictures(), Read: w.shoot.Pictures().Beside(),
		Busy: w.shoot.Scorers().Hold, Chips: r.details.Chips, Seen: seen,
		Looking: r.looking, Faces: r.looking.Faces, Facts: r.details.Facts,
		Filmstrip: &w.settings.Window.Filmstrip, Stacks: r.stacking,
		Opened: func(place int) { w.touch(); w.session.MoveTo(place); w.apply(change.Tiles | change.Cursor) },
		Mouse:  mouse,
	}
	r.follower = views.NewFollower(views.FollowerNeeds{
		Loupe: one, Notices: r.notices, Monitors: w.opts.Monitors, Open: framing.OpenSecond(app, func(second fyne.Window) { r.keyboard.BindTo(second) }),
	})
	two, several := views.NewBeside(views.SeveralNeeds{
		Looking: r.looking, Faces: r.looking.Faces, Stacks: r.stacking,
		Session: w.session, Desk: w.desk, Notices: r.notices, Draw: later, Pictures: w.shoot.Pictures(), Seen: seen, Do: w.do,
		Busy: w.shoot.Scorers().Hold, Unflag: culling.Unflag, Mouse: mouse,
	}, w.shoot.Pictures().Beside())
	r.switcher = views.NewSwitcher(w.session, wall, views.NewLoupe(one), two, several)
	r.switcher.Restore(w.settings.Shoot.Loupe)
}

// furnishMenus makes what shows the commands to the mouse.
func (w *Window) furnishMenus() {
	r := &w.rooms
	r.menus = menus.New(menus.Needs{
		Session: w.session, Desk: w.desk, Notices: r.notices, Canvas: w.win.Canvas, Do: w.do, Apply: w.apply,
		Targets: r.switcher.Targets, Desktop: w.opts.Desktop,
		Move: func(cell int) { w.touch(); w.apply(r.switcher.Click(cell, 0)) }, Copy: func(text string) { fyne.CurrentApp().Clipboard().SetContent(text) },
	})
}

// furnishFolders makes what opens folders and filters their photos.
func (w *Window) furnishFolders() {
	r := &w.rooms
	r.folders = folders.New(folders.Needs{
		Shoot: w.shoot, Session: w.session, Desk: w.desk, Notices: r.notices, Results: r.models.Scorers, Chosen: &w.settings.Shoot,
		Touches: func() int { return w.touches }, Choose: r.chooser.Folder, DemoFolder: w.opts.DemoDir,
		Watching: !w.shoot.Catalog().ReadOnly(), ReadOnly: w.shoot.Catalog().ReadOnly(),
		Sidecars: func(root string) string { return r.files.Sidecars.Note(root) }, AfterPaint: func(f func()) { w.parts.painted.Next(f) }, Faces: r.looking.Faces.Known,
	})
	r.filtering = filtering.New(filtering.Needs{
		Session: w.session, Desk: w.desk, Notices: r.notices, Overlay: r.overlay, Saved: &w.settings.Filters,
		Touch: w.touch, Rows: r.folders.Rows, Close: r.folders.Close, Apply: w.apply, Focus: w.focusSearch, Do: w.do,
		FolderMenu: func(path string) *fyne.Menu { return r.files.FolderMenu(r.menus.Folder(path), path) },
	}, folders.OpenFolder)
}

// furnishFiles makes what reads and writes files beside the catalogue.
func (w *Window) furnishFiles() {
	r := &w.rooms
	r.files = files.New(files.Needs{
		Session: w.session, Desk: w.desk, Notices: r.notices, Overlay: r.overlay, Chooser: r.chooser, Apply: w.apply,
		Shoot: w.shoot, Settings: &w.settings, Targets: r.switcher.Targets,
		Open: func(path string) { w.apply(r.folders.Open(path)) }, Do: w.do,
		Culling: r.culling, Grid: views.GridID, Grown: func() { w.parts.frame.Grown() }, Reveal: w.chrome.reveal,
	})
	r.culling.UseSidecars(r.files.Sidecars)
	r.details.UseSidecars(r.files.Sidecars)
}

// furnishKeyboard gathers the commands of all rooms and hears the keys from now on.
// An error is a mistake in the commands.
func (w *Window) furnishKeyboard() error {
	r := &w.rooms
	file := keyboard.NewFile(w.opts.KeysFile, w.desk, r.notices, w.opts.OpenFile)
	help := keyboard.NewHelp(r.overlay, file, w.opts.Version)
	var all []command.Binding
	for _, room := range [][]command.Binding{
		r.culling.Commands(), r.stacking.Commands(), r.switcher.Commands(), r.looking.Commands(), w.commands(), r.follower.Commands(), r.sorting.Commands(), r.appearance.Commands(),
		r.models.Scorers.Commands(), r.models.Standing.Commands(), r.models.Explaining.Commands(), r.models.Installing.Commands(), r.models.Servers.Commands(), r.models.Judging.Commands(), r.filtering.Commands(),
		r.files.Commands(), r.folders.Commands(), r.menus.Commands(), help.Commands(), w.lastCommands(),
	} {
		all = append(all, room...)
	}
	table, err := command.NewTable(all...)
	if err != nil {
		return err
	}
	w.later |= file.Rebind(table)
	w.desk.UseTable(table)
	r.menus.UseTable(table)
	r.keyboard = keyboard.New(table, keyboard.Needs{
		Window: w.win, Overlay: r.overlay, Chooser: r.chooser, Notices: r.notices, Apply: w.apply,
		Touch: func() {
			w.touch()
			r.switcher.KeyPressed()
		},
		Held: views.ZoomID, Release: r.switcher.Release, Painted: r.switcher.AfterPaint, Draw: w.draw, Repeats: r.switcher.Repeats,
		Other: w.otherKey, Always: quit,
	})
	help.UseKeyboard(r.keyboard)
	r.keyboard.Bind()
	return nil
}

// otherKey takes keys that mean nothing among photos: D on the first screen opens
// the demo.
func (w *Window) otherKey(k command.Key) {
	if (k == command.Key{Name: "d"}) && w.parts.frame.Shown() == welcomeKey {
		w.do(folders.OpenDemo)
	}
}

// selected is how many photos are selected, where the view shows which.
func (w *Window) selected() int {
	if !w.rooms.switcher.Current().Selects() {
		return 0
	}
	return w.session.Selection.Count()
}

func (w *Window) do(id command.ID) { w.rooms.keyboard.Do(id) }

func (w *Window) touch() { w.touches++ }

func (w *Window) isTouched() bool { return w.touches > 0 }

// size is the window's, where it is not the whole screen's.
func (w *Window) size() (width, height float32, ok bool) {
	size := w.win.Canvas().Size()
	return size.Width, size.Height, !w.win.FullScreen() && size.Width > 1
}
