package starting

import (
	"context"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/scan"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/sheets"
)

const (
	// lookEvery is how often the welcome looks for cards that were connected since.
	lookEvery = 4 * time.Second
	// cardTime bounds how long one card may take to be counted.
	cardTime = 15 * time.Second
)

// Welcome is what stands in the window without a folder. What it offers is looked up
// beside it.
func (s *Starting) Welcome() fyne.CanvasObject {
	calls := sheets.WelcomeCallbacks{
		OnTyped: s.complete, OnPath: s.openTyped,
		OnBrowse: func() { s.Do(s.OpenFolder) },
		OnDemo:   func() { s.Do(s.OpenDemo) },
		OnFolder: s.Open, OnImport: s.Import,
	}
	if s.ReadOnly {
		calls.OnImport = nil
	}
	s.welcome = sheets.NewWelcome(calls, s.hints())
	var recent []sheets.RecentFolder
	for _, path := range s.Shoot.Recent {
		recent = append(recent, s.recent(path))
	}
	s.welcome.Set(sheets.WelcomeView{Recent: recent})
	s.look()
	return s.welcome
}

// recent is what is known of a folder without asking anybody.
func (s *Starting) recent(path string) sheets.RecentFolder {
	return sheets.RecentFolder{Path: path, Name: filepath.Base(path), Where: desk.ShortPath(filepath.Dir(path))}
}

// complete asks the file system what completes a path.
func (s *Starting) complete(text string) {
	s.Desk.Go(func(context.Context) {
		rest := s.Desk.CompleteFolder(text)
		s.Desk.Post(func() change.Set {
			s.welcome.Complete(text, rest)
			return change.None
		})
	})
}

// openTyped opens what was typed, or says that it is not there.
func (s *Starting) openTyped(text string) {
	if text == "" {
		s.Do(s.OpenFolder)
		return
	}
	path := filepath.Clean(desk.ExpandHome(text))
	s.Desk.Go(func(context.Context) {
		there := filepath.IsAbs(path) && s.Desk.IsFolder(path)
		s.Desk.Post(func() change.Set {
			if there {
				s.Open(path)
			} else {
				s.welcome.SetProblem(lang.L("There is no folder {{.Path}}", language.Args{"Path": library.Display(path)}))
			}
			return change.None
		})
	})
}

// look looks up what the welcome offers, and again after a while: cards come and go.
func (s *Starting) look() {
	if s.looking || s.welcome == nil {
		return
	}
	s.looking = true
	paths, opened := slices.Clone(s.Shoot.Recent), s.Shoot.LastOpened()
	s.Desk.Go(func(ctx context.Context) {
		var view sheets.WelcomeView
		for _, path := range paths {
			view.Recent = append(view.Recent, s.counted(ctx, path, opened[path]))
		}
		view.Cards = s.cards(ctx)
		s.Desk.Post(func() change.Set {
			s.looking = false
			if s.Showing() {
				s.welcome.Set(view)
				s.Desk.PostAfter(lookEvery, func() change.Set { s.lookAgain(); return change.None })
			}
			return change.None
		})
	})
}

func (s *Starting) lookAgain() {
	if s.Showing() {
		s.look()
	}
}

// counted is a folder with how many photos it has and what is left to do. It may wait
// for the file system a little.
func (s *Starting) counted(ctx context.Context, path string, opened time.Time) sheets.RecentFolder {
	f := s.recent(path)
	n, err := s.Photos.Count(ctx, []string{path})
	if err != nil {
		s.Desk.Log(err.Error())
		return f
	}
	f.Photos = language.Plural("{{.N}} photos", n.Total)
	if !opened.IsZero() {
		f.Photos += " · " + language.Day(opened.Local())
	}
	switch {
	case !s.Desk.IsFolder(path):
		f.State, f.Offline = lang.L("offline: is its drive connected?"), true
	case n.Total == 0:
	case n.NoChoice == 0:
		f.State = lang.L("done: {{.Picks}}", language.Args{"Picks": language.Plural("{{.N}} picks", n.Picks)})
	default:
		f.State = lang.L("{{.Picks}}, {{.N}} to go", language.Args{"Picks": language.Plural("{{.N}} picks", n.Picks), "N": language.Count(n.NoChoice)})
	}
	return f
}

// cards are the volumes that a camera wrote on, with how many photos of each the
// catalogue has not seen there.
func (s *Starting) cards(ctx context.Context) (cards []sheets.Card) {
	connected, err := s.Desk.Volumes().All()
	if err != nil {
		s.Desk.Log(err.Error())
	}
	for _, c := range s.Desk.Volumes().Cards(ctx, connected) {
		files, err := scan.Ask(ctx, s.Desk.Drives(), c.Path, cardTime, func() (int, error) {
			report, err := scan.Options{}.Survey(ctx, c.Pictures)
			return report.Files, err
		})
		if err != nil {
			continue // it is away again
		}
		card := sheets.Card{Name: library.Display(c.Name), Path: c.Pictures, Volume: c.Path, All: language.Plural("{{.N}} photos", files)}
		if n, err := s.Photos.Count(ctx, []string{c.Pictures}); err == nil && files > n.Total-n.Missing {
			card.Fresh = language.Plural("{{.N}} new photos", files-(n.Total-n.Missing))
			card.All = lang.L("of {{.N}}", language.Args{"N": language.Count(files)})
		}
		cards = append(cards, card)
	}
	return cards
}
