package export

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOnlyFoldersThatHoldNothingButCopiesAreDestinations(t *testing.T) {
	from, items := shoot(t)
	write(t, filepath.Join(from, "used", "own.jpg"), "a photo of the person's own")
	write(t, filepath.Join(from, "seen", ".DS_Store"), "of a file browser")
	for name, c := range map[string]struct {
		to, template string
		mode         Mode
		unread       string
		want         string
		warning      string
	}{
		"made by the export":           {to: "new/web", want: "new/web"},
		"made below the source":        {template: "keepers/{name}", want: "keepers"},
		"outermost of those made":      {template: "keepers/web/{name}", want: "keepers"},
		"empty":                        {to: "seen", want: "seen"},
		"in use":                       {to: "used", warning: "will show up"},
		"made in one that is in use":   {to: "used", template: "web/{name}", want: "used/web"},
		"known from earlier":           {to: "used", unread: "used"},
		"moves":                        {to: "new", mode: Move},
		"moves to where copies are":    {to: "used", mode: Move, unread: "used", warning: "is left out"},
		"moves to where photos are":    {to: "used", mode: Move},
		"a template that goes nowhere": {to: "seen", template: "./{name}", want: "seen"},
	} {
		t.Run(name, func(t *testing.T) {
			opts := NewOptions(filepath.Join(from, filepath.FromSlash(c.to)))
			opts.Mode = c.mode
			if c.template != "" {
				opts.Template = c.template
			}
			if c.unread != "" {
				opts.Unread = []string{filepath.Join(from, c.unread)}
			}
			p := plan(t, items, opts)
			var want []string
			if c.want != "" {
				want = []string{filepath.Join(from, filepath.FromSlash(c.want))}
			}
			if diff := cmp.Diff(want, Destinations(&p)); diff != "" {
				t.Error(diff)
			}
			if got := said(p.Warnings); !strings.Contains(got, c.warning) || c.warning == "" && got != "" {
				t.Errorf("warnings: %q", got)
			}
		})
	}
}

func TestADestinationIsNamedWithoutLinks(t *testing.T) {
	_, items := shoot(t)
	real := t.TempDir()
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(real, link); err != nil {
		t.Skip(err)
	}
	p := plan(t, items, NewOptions(filepath.Join(link, "out")))
	if diff := cmp.Diff([]string{filepath.Join(resolve(real), "out")}, Destinations(&p)); diff != "" {
		t.Error(diff)
	}
}
