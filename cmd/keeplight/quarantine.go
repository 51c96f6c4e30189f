package main

import (
	"errors"
	"fmt"
	"text/tabwriter"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// quarantineCmd lists the files that made their decoder crash or hang.
type quarantineCmd struct {
	Clear bool `help:"Empty the list. The files are tried again when their folder is next opened."`
}

// Run prints the list, or empties it.
func (c *quarantineCmd) Run(p *program) (err error) {
	if !c.Clear {
		return listQuarantine(p)
	}
	// A window that is open has the list in memory and would write it again.
	cat, err := p.openToWrite()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cat.Close()) }()
	list, err := shoot.Quarantine(p.catalogDir)
	if err != nil {
		return err
	}
	n, err := list.Clear()
	if err != nil {
		return err
	}
	switch n {
	case 0:
		p.note("keeplight: no file was in quarantine")
	case 1:
		fmt.Fprintln(p.stdout, "1 file is no longer in quarantine.")
	default:
		fmt.Fprintf(p.stdout, "%d files are no longer in quarantine.\n", n)
	}
	return nil
}

func listQuarantine(p *program) error {
	list, err := shoot.Quarantine(p.catalogDir)
	if err != nil {
		return err
	}
	entries := list.Entries()
	if len(entries) == 0 {
		p.note("keeplight: no file is in quarantine")
		return nil
	}
	w := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	for _, e := range entries {
		// The list is a file that anybody may have edited.
		fmt.Fprintf(w, "%s\t%s\t%s\n", e.Since.Local().Format("2006-01-02 15:04"), library.Display(e.Name), library.Display(message.English(e.Reason)))
	}
	return w.Flush()
}
