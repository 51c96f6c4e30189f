package main

import (
	"errors"
	"fmt"
	"text/tabwriter"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/plain"
)

// catalogCmd checks, backs up and restores the catalogue.
type catalogCmd struct {
	Check   catalogCheckCmd   `cmd:"" help:"Check the whole catalogue for damage."`
	Backup  catalogBackupCmd  `cmd:"" help:"Make a backup now and print its path."`
	Restore catalogRestoreCmd `cmd:"" help:"Replace the catalogue with a backup."`

	Quarantine quarantineCmd `cmd:"" help:"List files that made the decoder crash or hang, or allow them to be tried again."`
}

type catalogCheckCmd struct{}

// Run gives status 1 when anything is damaged.
func (catalogCheckCmd) Run(p *program) (err error) {
	cat, err := p.openToRead()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cat.Close()) }()
	if err := cat.Check(p.ctx); err != nil {
		return fmt.Errorf("checking the catalogue: %w", err)
	}
	counts, err := cat.Count(p.ctx, nil)
	if err != nil {
		return fmt.Errorf("counting photos: %w", err)
	}
	fmt.Fprintf(p.stdout, "The catalogue in %s is intact: %s, %s picked, %s rejected.\n", library.Display(p.catalogDir),
		plain.Plural(counts.Total, "photo", "photos"), plain.Count(counts.Picks), plain.Count(counts.Rejects))
	return nil
}

type catalogBackupCmd struct{}

// Run prints the backup's path.
func (catalogBackupCmd) Run(p *program) (err error) {
	cat, err := p.openToWrite()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cat.Close()) }()
	path, err := cat.Backup(p.ctx)
	if err != nil {
		return fmt.Errorf("backing up the catalogue: %w", err)
	}
	fmt.Fprintln(p.stdout, library.Display(path))
	return nil
}

type catalogRestoreCmd struct {
	Backup string `arg:"" optional:"" help:"Name or path of a backup, or of a catalogue that a restore replaced. Default: the newest one that is intact."`
	List   bool   `help:"List the backups without restoring any."`
}

// Run restores a backup. The replaced catalogue is kept beside it.
func (c *catalogRestoreCmd) Run(p *program) error {
	if c.List {
		return listBackups(p)
	}
	err := catalog.Restore(p.catalogDir, c.Backup)
	switch {
	case errors.Is(err, catalog.ErrLocked):
		return fmt.Errorf("restoring: close Keeplight's window and try again: %w", err)
	case err != nil:
		return fmt.Errorf("restoring: %w", err)
	}
	fmt.Fprintf(p.stdout, "Restored. The catalogue that was there is kept in %s.\n", library.Display(p.catalogDir))
	return nil
}

func listBackups(p *program) error {
	backups, err := catalog.Restorable(p.catalogDir)
	if err != nil {
		return fmt.Errorf("listing backups: %w", err)
	}
	w := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	for _, b := range backups {
		fmt.Fprintf(w, "%s\t%s\t%s\n", library.Display(b.Name), b.Made.Local().Format("2006-01-02 15:04"), plain.Bytes(b.Size))
	}
	return w.Flush()
}
