package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// versionCmd prints what was built.
type versionCmd struct{}

// Run prints the version, the commit where it is known, and the scorer's
// version, by which scores are kept.
func (versionCmd) Run(p *program) error {
	by := p.scorer.Provenance()
	fmt.Fprintf(p.stdout, "keeplight %s (%s, %s/%s), scorer %s %s\n",
		buildVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH, by.Name, by.Version)
	return nil
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
