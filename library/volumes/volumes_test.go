package volumes

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const desktop = `22 1 0:20 / /sys rw,nosuid shared:7 - sysfs sysfs rw
28 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
60 28 8:17 / /media/me/EOS_DIGITAL rw,nosuid,nodev shared:30 - vfat /dev/sdb1 rw,uid=1000
61 28 8:33 / /run/media/me/My\040Card\0112 rw - exfat /dev/sdc1 rw

62 28 0:55 / /mnt/nas rw shared:31 master:2 propagate_from:2 - nfs4 server:/photos rw
63 28 0:56 / /mnt rw - tmpfs tmpfs rw
64 28 0:57 / /mediathek rw - ext4 /dev/sdd1 rw
65 28 8:49 / /media/me/EOS_DIGITAL rw - exfat /dev/sde1 rw
`

func TestCardsAndDrivesAreFoundAmongTheMounts(t *testing.T) {
	got, err := Parse(strings.NewReader(desktop))
	want := []Volume{
		{Path: "/media/me/EOS_DIGITAL", Name: "EOS_DIGITAL", Type: "exfat", Source: "/dev/sde1"},
		{Path: "/mnt/nas", Name: "nas", Type: "nfs4", Source: "server:/photos"},
		{Path: "/run/media/me/My Card\t2", Name: "My Card\t2", Type: "exfat", Source: "/dev/sdc1"},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestWhatIsNoListOfMountsIsAnError(t *testing.T) {
	for _, text := range []string{"nonsense", "1 2 3 4 5 - ext4 /dev/sda", "1 2 8:1 / /media/x rw", "1 2 8:1 / /media/x rw -  "} {
		if got, err := Parse(strings.NewReader(text)); err == nil {
			t.Errorf("%q gives %v", text, got)
		}
	}
	if got, err := Parse(strings.NewReader("")); err != nil || len(got) != 0 {
		t.Errorf("no mounts give %v, %v", got, err)
	}
}

func TestACamerasFolderIsFoundInAnyCase(t *testing.T) {
	for name, want := range map[string]bool{"DCIM": true, "dcim": true, "Pictures": false} {
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
		v := Volume{Path: dir}
		if path, ok := v.Pictures(); ok != want || ok && path != filepath.Join(dir, name) {
			t.Errorf("%s: %q, %v", name, path, ok)
		}
	}
	if _, ok := (&Volume{Path: "/nowhere/at/all"}).Pictures(); ok {
		t.Error("a card that is away has pictures")
	}
}

func FuzzParse(f *testing.F) {
	for line := range strings.Lines(desktop) {
		f.Add(line)
	}
	f.Add(`1 2 8:1 / /media/\134\0401\x - a b`)
	f.Fuzz(func(t *testing.T, text string) {
		all, err := Parse(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, v := range all {
			if !isRemovable(v.Path) || filepath.Clean(v.Path) != v.Path || v.Name == "" {
				t.Errorf("%q gives %+v", text, v)
			}
		}
	})
}

func TestCardsAreToldFromDrivesAndAPathFindsItsVolume(t *testing.T) {
	card, drive := t.TempDir(), t.TempDir()
	if err := os.Mkdir(filepath.Join(card, "dcim"), 0o700); err != nil {
		t.Fatal(err)
	}
	all := []Volume{{Path: card, Name: "EOS"}, {Path: drive}, {Path: filepath.Join(card, "inner")}}
	cards := (&List{}).Cards(t.Context(), all)
	if len(cards) != 1 || cards[0].Name != "EOS" || cards[0].Pictures != filepath.Join(card, "dcim") {
		t.Errorf("cards: %+v", cards)
	}
	for path, want := range map[string]string{
		filepath.Join(card, "dcim", "a.jpg"): card, card: card, filepath.Join(card, "inner", "x"): filepath.Join(card, "inner"),
		filepath.Dir(card): "", card + "2": "",
	} {
		if v, ok := Around(all, path); v.Path != want || ok != (want != "") {
			t.Errorf("around %s is %q", path, v.Path)
		}
	}
}
