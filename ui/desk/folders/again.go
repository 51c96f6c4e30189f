package folders

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
)

// canTryThis says whether another try may end the problem of the photo at the
// cursor.
func (f *Folders) canTryThis() (ok bool, why string) {
	p := f.Session.Current()
	if p == nil || !f.isSetAside(p) {
		return false, language.Mark("This photo is not set aside")
	}
	return f.canWrite()
}

// canTryAny says whether there is any such photo.
func (f *Folders) canTryAny() (ok bool, why string) {
	if len(f.setAside()) == 0 {
		return false, language.Mark("No photo is set aside")
	}
	return f.canWrite()
}

func (f *Folders) canWrite() (ok bool, why string) {
	if f.ReadOnly {
		return false, language.Mark("Another window has this catalogue open: this one is read-only.")
	}
	return true, ""
}

func (f *Folders) isSetAside(p *library.Photo) bool {
	return !p.Missing && message.CanTryAgain(f.Session.Problem(p.ID))
}

func (f *Folders) setAside() []library.Photo { return f.Session.Photos(f.isSetAside) }

func (f *Folders) tryThis() change.Set { return f.try([]library.Photo{*f.Session.Current()}) }

func (f *Folders) tryAll() change.Set { return f.try(f.setAside()) }

// try has photos decoded again. What was said of them counts no more; what comes of
// it is heard like any other news.
func (f *Folders) try(photos []library.Photo) change.Set {
	for i := range photos {
		f.Session.SetProblem(scorers.BuiltIn, photos[i].ID, library.Message{})
	}
	f.Desk.Go(func(ctx context.Context) {
		if err := f.Shoot.TryAgain(ctx, photos); err != nil && ctx.Err() == nil {
			f.Desk.Post(func() change.Set { return f.Notices.Fail(err) })
		}
	})
	return change.Shown | f.Notices.Say(lang.L("Decoding again: {{.Count}}", language.Args{"Count": language.Plural("{{.N}} photos", len(photos))}))
}
