package main

import (
	"bufio"
	"fmt"
	"runtime"
	"runtime/debug"

	"keeplight.app/keeplight/assets"
)

// versionCmd prints what was built.
type versionCmd struct {
	Licences bool `aliases:"licenses" help:"Print the licences of the program and of all that is built into it or linked with it."`
}

// Run prints the version, the commit where it is known, and the scorer's
// version, by which scores are kept.
func (c *versionCmd) Run(p *program) error {
	by := p.scorer.Provenance()
	fmt.Fprintf(p.stdout, "keeplight %s (%s, %s/%s), scorer %s %s\n",
		buildVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH, by.Name, by.Version)
	if !c.Licences {
		return nil
	}
	fmt.Fprintln(p.stdout)
	w := bufio.NewWriter(p.stdout)
	if err := assets.WriteLicences(w); err != nil {
		return fmt.Errorf("printing the licences: %w", err)
	}
	return w.Flush()
}

// buildVersion is the module's version, or the commit that was built.
func buildVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	revision, dirty := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value[:min(len(s.Value), 12)]
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = "+changes"
		}
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	return firstOf(revision+dirty, "development")
}
