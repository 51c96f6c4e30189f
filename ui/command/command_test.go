package command

import (
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/ui/change"
)

func bare(names ...string) []Key {
	var keys []Key
	for _, n := range names {
		keys = append(keys, Key{Name: n})
	}
	return keys
}

func table(t testing.TB) *Table {
	t.Helper()
	run := func() change.Set { return change.Tiles }
	tab, err := NewTable(
		Binding{ID: "pick", Section: Decide, Title: "Pick", Keys: bare("p"), Run: run},
		Binding{ID: "reject", Section: Decide, Title: "Reject", Keys: bare("x"), Run: run},
		Binding{ID: "rate-1", Section: Decide, Title: "One star", Row: "stars", Keys: bare("1"), Run: run},
		Binding{ID: "rate-2", Section: Decide, Title: "Two stars", Row: "stars", Keys: bare("2"), Run: run},
		Binding{ID: "rate-3", Section: Decide, Title: "Three stars", Row: "stars", Keys: bare("3"), Run: run},
		Binding{ID: "redo", Section: Decide, Title: "Redo", Keys: []Key{{"z", Ctrl | Shift}, {"y", Ctrl}}, Run: run},
		Binding{ID: "settings", Section: Work, Title: "Settings", Keys: []Key{{",", Ctrl}}, Run: run},
		Binding{
			ID: "explain", Section: Work, Title: "Explain the score", Run: run,
			Enabled: func() (bool, string) { return false, "no model runs" },
		},
	)
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

func TestKeysAreReadAsTheyAreWritten(t *testing.T) {
	for text, want := range map[string]Key{
		"P": {"p", 0}, "p": {"p", 0}, "Shift+B": {"b", Shift}, "Ctrl+,": {",", Ctrl}, "ctrl+shift+z": {"z", Ctrl | Shift},
		"←": {"Left", 0}, "left": {"Left", 0}, "PageUp": {"Prior", 0}, "Enter": {"Return", 0}, "KeypadEnter": {"KP_Enter", 0}, "KP_Enter": {"KP_Enter", 0}, "Return": {"Return", 0},
		"f11": {"F11", 0}, "+": {"+", 0}, "Ctrl++": {"+", Ctrl}, "\\": {"\\", 0}, "Shift+←": {"Left", Shift}, "?": {"?", 0}, "ö": {"ö", 0}, "Space": {"Space", 0},
	} {
		k, err := ParseKey(text)
		if err != nil || k != want {
			t.Errorf("%q is read as %+v (%v), want %+v", text, k, err, want)
			continue
		}
		if again, err := ParseKey(k.String()); err != nil || again != k {
			t.Errorf("%q is written %q and read as %+v (%v)", text, k.String(), again, err)
		}
	}
	for _, text := range []string{"", " ", "F13", "Alt+P", "PP", "Ctrl+", "Shift+1", "\x00", "\xff", "Hyper+x", "Shift+Delete", "Ctrl+Insert"} {
		if k, err := ParseKey(text); err == nil {
			t.Errorf("%q is read as %+v", text, k)
		}
	}
}

func TestTwoCommandsOnOneKeyAreAMistake(t *testing.T) {
	if _, err := NewTable(Binding{ID: "a", Title: "A", Keys: bare("p")}, Binding{ID: "b", Title: "B", Keys: bare("p")}); err == nil {
		t.Error("one key gives two commands")
	}
	if _, err := NewTable(Binding{ID: "a", Title: "A"}, Binding{ID: "a", Title: "B"}); err == nil {
		t.Error("two commands have one name")
	}
}

func TestTheSheetTellsWhatIsBoundNow(t *testing.T) {
	tab := table(t)
	want := []Row{
		{Decide, "P", "Pick"},
		{Decide, "X", "Reject"},
		{Decide, "1 – 3", "stars"},
		{Decide, "Ctrl+Shift+Z Ctrl+Y", "Redo"},
		{Work, "Ctrl+,", "Settings"},
		{Work, "", "Explain the score"},
	}
	if got := tab.Rows(); !slices.Equal(got, want) {
		t.Errorf("rows %q, want %q", got, want)
	}
	if problems := tab.Rebind([]byte("pick = F2, Shift+Q\nexplain = w")); len(problems) > 0 {
		t.Fatal(problems)
	}
	if got := tab.Rows()[0].Keys; got != "F2 Shift+Q" {
		t.Errorf("the rebound key is shown as %q", got)
	}
	if tab.Hint("explain") != "W" || tab.Hint("nothing") != "" {
		t.Errorf("hints %q %q", tab.Hint("explain"), tab.Hint("nothing"))
	}
	if tab.Of(Key{Name: "p"}) != nil || tab.Of(Key{Name: "F2"}) != tab.Get("pick") {
		t.Error("the old key still picks, or the new one does not")
	}
}

func TestKeysCanBeSwapped(t *testing.T) {
	tab := table(t)
	if problems := tab.Rebind([]byte("# left-handed\npick = X\r\nreject = P\n")); len(problems) > 0 {
		t.Fatal(problems)
	}
	if tab.Of(Key{Name: "x"}).ID != "pick" || tab.Of(Key{Name: "p"}).ID != "reject" {
		t.Error("they were not swapped")
	}
}

func TestEachBadLineIsNamedAndItsDefaultsStay(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want []string // what is said, in part, line by line
	}{
		"unknown command": {"pikc = P", []string{`line 1: there is no command "pikc"; is "pick" meant?`}},
		"unknown key":     {"\npick = Hyper+P", []string{`line 2: "Hyper" is no modifier`}},
		"no binding":      {"pick P", []string{"line 1: \"pick P\" is no binding"}},
		"empty":           {"pick =", []string{"line 1: \"\" is no key"}},
		"a default's key": {"pick = X", []string{"line 1: X already means “Reject” (reject)"}},
		"two lines":       {"pick = F2\nreject = F2", []string{"line 2: F2 already means “Pick” (pick)"}},
		"twice":           {"pick = F2\npick = F3", []string{`line 2: "pick" stands in line 1 already`}},
		"chain":           {"pick = X\nreject = 1", []string{"line 1: X already", "line 2: 1 already"}},
		"too large":       {strings.Repeat("#", MaxFile+1), []string{"larger than"}},
	} {
		t.Run(name, func(t *testing.T) {
			tab := table(t)
			problems := tab.Rebind([]byte(c.file))
			if len(problems) != len(c.want) {
				t.Fatalf("%q", problems)
			}
			for i, want := range c.want {
				if !strings.Contains(problems[i].String(), want) {
					t.Errorf("it says %q, not %q", problems[i], want)
				}
			}
			if b := tab.Of(Key{Name: "x"}); b == nil || b.ID != "reject" {
				t.Error("X does not reject any more")
			}
		})
	}
}

func TestACommaCanBeAKey(t *testing.T) {
	tab := table(t)
	if p := tab.Rebind([]byte("pick = ,\nsettings = Ctrl+,, F9\nreject = x, F8")); len(p) > 0 {
		t.Fatal(p)
	}
	if tab.Of(Key{Name: ","}).ID != "pick" || tab.Of(Key{Name: ",", Mod: Ctrl}).ID != "settings" || tab.Of(Key{Name: "F9"}).ID != "settings" {
		t.Error("a comma is not read as a key")
	}
}

func TestTheTemplateChangesNothing(t *testing.T) {
	tab := table(t)
	before := tab.Rows()
	file := tab.Template()
	if p := tab.Rebind(file); len(p) > 0 || !slices.Equal(before, tab.Rows()) {
		t.Errorf("%q", p)
	}
	open := strings.ReplaceAll(string(file), "\n#", "\n")
	open = open[strings.Index(open, "pick ="):]
	for _, s := range Sections() {
		open = strings.ReplaceAll(open, "\n "+string(s), "\n# "+string(s))
	}
	if p := tab.Rebind([]byte(open)); len(p) > 0 || !slices.Equal(before, tab.Rows()) {
		t.Errorf("without its # the template gives %q and %q", p, tab.Rows())
	}
}

func TestThePaletteFindsWhatIsTyped(t *testing.T) {
	tab := table(t)
	title := func(b *Binding) string { return b.Title }
	for query, want := range map[string][]ID{
		"star":     {"rate-1", "rate-2", "rate-3"},
		"st th":    {"rate-3"},
		"re":       {"reject", "redo", "rate-3", "explain"},
		"rate 2":   {"rate-2"},
		"zebra":    nil,
		"EXPLAIN ": {"explain"},
	} {
		var got []ID
		for _, m := range tab.Search(query, title) {
			got = append(got, m.Binding.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
	if all := tab.Search("", title); len(all) != 8 || all[7].Binding.ID != "explain" || all[7].Why != "no model runs" {
		t.Errorf("nothing typed gives %d; the last is %+v", len(all), all[len(all)-1])
	}
}

// FuzzRebind holds that no file leaves a key with two commands, or a command that
// no line speaks of without its default keys.
func FuzzRebind(f *testing.F) {
	for _, seed := range []string{"pick = P", "pick = X\nreject = P", "a=b=c", "pick = ,,", "\xef\xbb\xbfpick=none", "pick = Ctrl+Shift+←, Space", "pick = " + strings.Repeat("w", 5000), strings.Repeat("w", 5000) + " = p"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		tab := table(t)
		problems := tab.Rebind(file)
		if len(problems) > maxTold+1 {
			t.Errorf("%d problems are told", len(problems))
		}
		for _, p := range problems {
			if len(p.String()) > 1000 {
				t.Errorf("a problem takes %d bytes: it stands in the status line", len(p.String()))
			}
		}
		for _, b := range tab.All() {
			for _, k := range tab.Keys(b.ID) {
				if tab.Of(k) != b {
					t.Errorf("%s is bound to %q and gives %+v", k, b.ID, tab.Of(k))
				}
			}
		}
	})
}
