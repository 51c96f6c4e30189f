package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/library/plain"
)

// withoutNetwork is said where nothing can be downloaded.
const withoutNetwork = "Check your network connection. What was downloaded is kept: run the same command again to continue. The built-in scorer works without a network."

// agree asks whether to download what was described. Nothing is downloaded without a
// yes: where nobody can be asked, --yes has to say it.
func (p *program) agree(yes bool, question string) error {
	if yes {
		return nil
	}
	in, ok := p.stdin.(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) {
		return usage("nothing was downloaded: there is no terminal to ask on, so add --yes to agree")
	}
	fmt.Fprintf(p.stderr, "%s [y/N] ", question)
	line, _ := bufio.NewReader(in).ReadString('\n') // an end without a line is a no
	if answer := strings.ToLower(strings.TrimSpace(line)); answer != "y" && answer != "yes" {
		p.note("Nothing was downloaded.")
		return quiet(exitProblems)
	}
	return nil
}

// installing runs an installation and shows how far it is.
func (p *program) installing(install func(tell func(jobs.Progress)) error) error {
	show, end := p.downloadView()
	err := install(show)
	end()
	switch {
	case errors.Is(err, context.Canceled):
		p.note("keeplight: interrupted; run the same command again to continue")
		return quiet(exitInterrupted)
	case errors.Is(err, jobs.ErrOffline):
		return fmt.Errorf("%w. %s", err, withoutNetwork)
	}
	return err
}

// downloadView shows a download: one line that moves on a terminal, else a line
// every few seconds.
func (p *program) downloadView() (show func(jobs.Progress), end func()) {
	f, ok := p.stderr.(*os.File)
	if ok && term.IsTerminal(int(f.Fd())) {
		return func(now jobs.Progress) { fmt.Fprintf(f, "\r\x1b[K%s", downloadWords(now)) },
			func() { fmt.Fprint(f, "\r\x1b[K") }
	}
	var last time.Time
	return func(now jobs.Progress) {
		if time.Since(last) >= lineEvery {
			last = time.Now()
			p.note("%s", downloadWords(now))
		}
	}, func() {}
}

// downloadWords puts a download's progress into words.
func downloadWords(p jobs.Progress) string {
	text := fmt.Sprintf("%s: %s of %s", p.Item, plain.Bytes(p.Done), plain.Bytes(p.Total))
	switch {
	case p.Phase == jobs.Verifying:
		return p.Item + ": comparing with its published checksum"
	case p.Phase == jobs.Retrying:
		return text + ", connection lost, trying again"
	case p.Rate > 0:
		return text + fmt.Sprintf(", %s/s, %s", plain.Bytes(int64(p.Rate)), plain.Left(p.Left))
	}
	return text
}
