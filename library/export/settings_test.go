package export

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library/export/checksum"
	"keeplight.app/keeplight/library/scan"
)

const mask = "CaptureOne/Settings131/IMG_1.CR2.0F9C2D5E-6A7B-4C8D-9E0F-112233445566.comask"

// shootWithSettings is shoot with what Nikon's and Capture One's programs keep of it.
func shootWithSettings(t *testing.T) (dir string, items []Item) {
	t.Helper()
	dir, items = shoot(t)
	for _, name := range []string{"NKSC_PARAM/IMG_1.CR2.nksc", "CaptureOne/Settings131/IMG_1.CR2.cos", mask, "CaptureOne/Cache/Thumbnails/IMG_1.CR2.cot"} {
		write(t, filepath.Join(dir, name), "settings: "+name)
	}
	return dir, items
}

func TestSettingsOfOtherProgramsGoAlongIntoTheSameFolders(t *testing.T) {
	for _, mode := range []Mode{Copy, Reflink, HardLink, Move} {
		t.Run(string(mode), func(t *testing.T) {
			from, items := shootWithSettings(t)
			before := tree(t, from)
			o := toTwo(t, mode)
			o.Checksums = true
			if mode == Move {
				opts := moveTo(t, o.To, items)
				o.Mode = opts.Mode
			}
			report := run(t, items, o)
			if len(report.Copied) != 2 || report.Files != 8 || report.Incomplete()+len(report.Failed) != 0 {
				t.Errorf("%+v", report)
			}
			want := slices.DeleteFunc(paths(before), func(name string) bool { return name == "CaptureOne/Cache/Thumbnails/IMG_1.CR2.cot" })
			for _, dir := range []string{o.To, o.Second} {
				got := slices.DeleteFunc(paths(tree(t, dir)), func(name string) bool { return name == checksum.Name })
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s: %s", dir, diff)
				}
			}
			if left := tree(t, from); mode == Move && len(left) != 1 {
				t.Errorf("there stay %v", paths(left))
			}
			if report := run(t, items, o); mode != Move && (report.Files != 0 || len(report.Skipped) != 2) {
				t.Errorf("a second time: %+v", report)
			}
		})
	}
}

func TestSettingsGetTheNewNameOfTheirPhoto(t *testing.T) {
	_, items := shootWithSettings(t)
	o := NewOptions(t.TempDir())
	o.Template = "day/{seq:3}"
	write(t, filepath.Join(o.To, "day", "CaptureOne", "Settings50", "001.CR2.cos"), "of a photo that is gone")
	write(t, filepath.Join(o.To, "day", "CaptureOne", "Settings50", "002.JPG.cos"), "made there")
	write(t, filepath.Join(o.To, "day", "002.JPG"), "bytes of IMG_2.JPG")
	report := run(t, items, o)
	if len(report.Copied) != 1 || len(report.Skipped) != 1 || len(report.Failed) != 0 {
		t.Errorf("%+v", report)
	}
	want := []string{
		"day/001 (2).CR2", "day/001 (2).CR2.xmp", "day/001 (2).JPG", "day/001 (2).xmp", "day/002.JPG",
		"day/CaptureOne/Settings131/001 (2).CR2.0F9C2D5E-6A7B-4C8D-9E0F-112233445566.comask",
		"day/CaptureOne/Settings131/001 (2).CR2.cos", "day/CaptureOne/Settings50/001.CR2.cos", "day/CaptureOne/Settings50/002.JPG.cos",
		"day/NKSC_PARAM/001 (2).CR2.nksc",
	}
	if diff := cmp.Diff(want, paths(tree(t, o.To))); diff != "" {
		t.Error(diff)
	}
}

func TestSettingsBehindALinkThatLeadsOutAreNotMoved(t *testing.T) {
	from, items := shoot(t)
	away := t.TempDir()
	write(t, filepath.Join(away, "IMG_1.CR2.nksc"), "settings")
	if err := os.Symlink(away, filepath.Join(from, "NKSC_PARAM")); err != nil {
		t.Skipf("no link can be made here: %v", err)
	}
	o := moveTo(t, t.TempDir(), items)
	o.Roots = []string{from}
	report := run(t, items, o)
	if len(report.Failed) != 1 || !errors.Is(report.Failed[0].Err, scan.ErrLeadsOut) || len(report.Copied) != 1 {
		t.Errorf("%+v", report)
	}
	if got := paths(tree(t, away)); len(got) != 1 {
		t.Errorf("there are %v", got)
	}
}

func TestNothingIsWrittenThroughALinkOutOfTheDestination(t *testing.T) {
	_, items := shootWithSettings(t)
	o, away := NewOptions(t.TempDir()), t.TempDir()
	if err := os.Symlink(away, filepath.Join(o.To, "NKSC_PARAM")); err != nil {
		t.Skipf("no link can be made here: %v", err)
	}
	report := run(t, items, o)
	if got := paths(tree(t, away)); len(got) != 0 || len(report.Failed) != 1 || len(report.Copied) != 1 {
		t.Errorf("there are %v; %+v", got, report)
	}
}

func TestAFolderOfSettingsThatCannotBeReadKeepsNoPhotoBack(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("every folder can be read here")
	}
	_, items := shoot(t)
	o := NewOptions(t.TempDir())
	for _, name := range []string{"NKSC_PARAM", "CaptureOne"} {
		locked := filepath.Join(o.To, name)
		if err := errors.Join(os.Mkdir(locked, 0o700), os.Chmod(locked, 0)); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(locked, 0o700) })
	}
	write(t, filepath.Join(o.To, "SILKYPIX_DS", "IMG_2.JPG.spd"), "made there")
	p := plan(t, items, o)
	if len(p.Failed) > 0 || len(p.Groups) != 2 {
		t.Errorf("%+v", p)
	}
	if report, err := Run(t.Context(), p, nil); err != nil || len(report.Copied) != 2 || len(report.Failed) > 0 {
		t.Errorf("%+v, %v", report, err)
	}
	if !hasFile(filepath.Join(o.To, "IMG_2 (2).JPG")) {
		t.Error("what can be read beside them is not looked at")
	}
}

func TestAMoveOfSettingsThatWasKilledIsFinished(t *testing.T) {
	for name, copied := range map[string]bool{"linked": false, "copied": true} {
		t.Run(name, func(t *testing.T) {
			from, items := shootWithSettings(t)
			items = items[:1]
			o := moveTo(t, filepath.Join(t.TempDir(), "keepers"), items)
			note := moveNote{}
			for _, n := range []string{"IMG_1.CR2", "IMG_1.JPG", "NKSC_PARAM/IMG_1.CR2.nksc", mask} {
				if !copied {
					hardLink(t, filepath.Join(from, n), filepath.Join(o.To, n))
					continue
				}
				b, err := os.ReadFile(filepath.Join(from, n))
				if err != nil {
					t.Fatal(err)
				}
				write(t, filepath.Join(o.To, n), string(b))
				note.From, note.Names = append(note.From, filepath.Join(from, n)), append(note.Names, filepath.FromSlash(n))
			}
			if copied {
				data, err := jsonOf(note)
				if err == nil {
					err = openBatch(t, o.To).writeFile(notePrefix+"KILLED"+noteSuffix, data)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			report := run(t, items, o)
			if len(report.Failed) != 0 {
				t.Errorf("%+v", report)
			}
			if got := paths(tree(t, from)); !slices.Equal(got, []string{"CaptureOne/Cache/Thumbnails/IMG_1.CR2.cot", "IMG_2.JPG"}) {
				t.Errorf("there stay %q", got)
			}
			if got := paths(tree(t, o.To)); len(got) != 7 {
				t.Errorf("there are %q", got)
			}
		})
	}
}
