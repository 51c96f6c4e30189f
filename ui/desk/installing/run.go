package installing

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
)

// pause ends what is under way under this name. What came of it stays.
func (i *Installing) pause(key string) bool {
	if i.running != key {
		return false
	}
	i.stop()
	return true
}

// begin runs an installation or a check away from fyne's goroutine; done is
// called on it when all went well. It gives false where another one runs.
func (i *Installing) begin(key string, run func(context.Context, func(jobs.Progress)) error, done func()) bool {
	if i.running != "" {
		i.problem = lang.L("One thing at a time: pause the other one first.")
		i.show()
		return false
	}
	ctx, stop := context.WithCancel(i.Desk.Context())
	i.running, i.stop, i.told, i.words, i.problem = key, stop, jobs.Progress{}, "", ""
	i.show()
	i.Desk.Go(func(context.Context) {
		defer stop()
		err := run(ctx, func(p jobs.Progress) {
			i.Desk.Post(func() change.Set { i.told = p; i.show(); return change.None })
		})
		i.Desk.Post(func() change.Set {
			i.ended(err, done)
			return change.Status
		})
	})
	return true
}

// ended shows what became of what was under way.
func (i *Installing) ended(err error, done func()) {
	i.running = ""
	switch {
	case errors.Is(err, context.Canceled):
		i.words = pausedText(i.told)
	case err != nil:
		i.problem = problemText(err)
	default:
		done()
	}
	i.show()
}

// pausedText says what is left of something that was stopped.
func pausedText(told jobs.Progress) string {
	if told.Total == 0 {
		return lang.L("Stopped. Nothing was downloaded.")
	}
	return lang.L("Paused. What has been downloaded is kept; the same button continues.")
}

// problemText says what went wrong, and what goes on all the same.
func problemText(err error) string {
	text := strings.TrimSuffix(language.Sentence(library.Display(err.Error())), ".") + "."
	if errors.Is(err, jobs.ErrOffline) {
		text += " " + lang.L("Is there a network? What has been downloaded is kept. The built-in scorer needs no network and goes on.")
	}
	return text
}

// progressText says how far an installation is.
func progressText(p jobs.Progress) string {
	text := lang.L("{{.Done}} of {{.Total}}", map[string]any{"Done": language.Bytes(p.Done), "Total": language.Bytes(p.Total)})
	switch {
	case p.Total == 0:
		return lang.L("asking the publisher…")
	case p.Phase == jobs.Verifying:
		return lang.L("comparing {{.File}} with its published digest", map[string]any{"File": p.Item})
	case p.Phase == jobs.Retrying:
		return text + " · " + lang.L("the connection broke, trying again")
	case p.Rate > 0:
		return text + " · " + language.Bytes(int64(p.Rate)) + "/s · " + language.Left(p.Left)
	}
	return text
}
