package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/scoring/queue"
)

// How often progress is shown: often enough on a terminal to look alive, seldom
// enough in a log to stay readable.
const (
	barEvery  = 200 * time.Millisecond
	lineEvery = 5 * time.Second
)

// progressView shows progress to a person.
type progressView interface {
	show(queue.Progress)
	end()
}

// showProgress shows progress until the function that it gives is called: a bar
// on a terminal, plain lines otherwise. done says what is done with photos, such as
// "scored".
func showProgress(ctx context.Context, w io.Writer, done string, progress func() queue.Progress) (stop func()) {
	view, every := progressView(&lines{w: w, done: done}), lineEvery
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		view, every = newBar(f), barEvery
	}
	ctx, cancel := context.WithCancel(ctx)
	var ticking sync.WaitGroup
	ticking.Go(func() {
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				view.show(progress())
			}
		}
	})
	return func() {
		cancel()
		ticking.Wait()
		view.end()
	}
}

// lines shows progress as plain lines, one for each change.
type lines struct {
	w    io.Writer
	done string
	last int
}

func (l *lines) show(p queue.Progress) {
	if p.Total == 0 || p.Done == l.last {
		return
	}
	l.last = p.Done
	fmt.Fprintln(l.w, describe(p, l.done))
}

func (l *lines) end() {}

// describe puts progress into words.
func describe(p queue.Progress, done string) string {
	text := fmt.Sprintf("%s of %s %s", plain.Count(p.Done), plain.Plural(p.Total, "photo", "photos"), done)
	if p.Failed > 0 {
		text += fmt.Sprintf(", %s failed", plain.Count(p.Failed))
	}
	if p.Rate > 0 {
		text += ", " + plain.Rate(p.Rate)
	}
	if p.Left > 0 {
		text += ", " + plain.Left(p.Left)
	}
	if p.Err != nil {
		text += "; stopped: " + p.Err.Error()
	}
	return text
}

// bar shows progress as one moving line.
type bar struct{ *progressbar.ProgressBar }

func newBar(f *os.File) *bar {
	return &bar{progressbar.NewOptions(1,
		progressbar.OptionSetWriter(f),
		progressbar.OptionSetDescription("Scoring"),
		progressbar.OptionShowCount(),
		progressbar.OptionSetPredictTime(false),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionFullWidth(),
	)}
}

// show and end leave the bar's own errors alone: the terminal is gone then, and
// nobody would read about them.
func (b *bar) show(p queue.Progress) {
	if p.Total == 0 {
		return
	}
	b.ChangeMax(max(p.Total, p.Done+1)) // a full bar would end itself
	b.Describe(plain.Rate(p.Rate) + ", " + plain.Left(p.Left))
	_ = b.Set(p.Done)
}

func (b *bar) end() { _ = b.Clear() }
