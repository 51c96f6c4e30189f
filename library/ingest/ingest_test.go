package ingest

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

func TestACardIsCopiedToTwoFoldersAndNotTouched(t *testing.T) {
	card, to, second := newCard(t), filepath.Join(t.TempDir(), "shoot"), filepath.Join(t.TempDir(), "backup")
	before := tree(t, card)
	known := memory{}
	r := run(t, Options{Card: card, To: to, Second: second, Template: "{year4}{month0}{day0}/{hour24}{minute}_{seq:3}"}, known)

	want := []string{
		"20260531/1201_001.CR2", "20260531/1201_001.CR2.xmp", "20260531/1201_001.JPG", "20260531/1201_001.WAV", "20260531/1201_001.xmp",
		"20260531/1202_002.MP4", "20260531/1202_002.THM", "20260531/1203_003.JPG",
	}
	if diff := cmp.Diff(want, names(tree(t, to))); diff != "" {
		t.Errorf("in the first folder:\n%s", diff)
	}
	if diff := cmp.Diff(tree(t, to), tree(t, second)); diff != "" {
		t.Errorf("the second folder differs:\n%s", diff)
	}
	if diff := cmp.Diff(before, tree(t, card)); diff != "" {
		t.Errorf("the card has changed:\n%s", diff)
	}
	if got := tree(t, to)["20260531/1201_001.CR2"]; got != before["DCIM/100CANON/IMG_0001.CR2"] {
		t.Error("a copy has other bytes or another time than its original")
	}
	if r.Copied.Photos != 2 || r.Copied.Videos != 1 || r.Copied.Files != 8 || r.End != Complete || len(r.Failed) != 0 || r.NotInSecond != 0 {
		t.Errorf("reported %+v", r)
	}
	if got := r.Left.Files(); got != 1 {
		t.Errorf("%d files stay on the card, want notes.txt: %+v", got, r.Left)
	}
}

func TestSettingsInFoldersOfOtherProgramsComeAlong(t *testing.T) {
	card, to, second := newCard(t), filepath.Join(t.TempDir(), "shoot"), filepath.Join(t.TempDir(), "backup")
	for _, name := range []string{"NKSC_PARAM/IMG_0001.CR2.nksc", "NKSC_PARAM/IMG_0001.JPG.nksc", "CaptureOne/Settings131/IMG_0001.CR2.cos"} {
		write(t, filepath.Join(card, "DCIM/100CANON", name), "settings of "+name)
	}
	away := t.TempDir()
	write(t, filepath.Join(away, "IMG_0001.JPG.nksc"), "not on the card")
	if err := os.Symlink(away, filepath.Join(card, "DCIM/101CANON/NKSC_PARAM")); err != nil {
		t.Logf("no link can be made here: %v", err)
	}
	o := Options{Card: card, To: to, Second: second, Template: "{seq:3}"}
	known := memory{}
	r := run(t, o, known)
	want := []string{
		"001.CR2", "001.CR2.xmp", "001.JPG", "001.WAV", "001.xmp", "002.MP4", "002.THM", "003.JPG",
		"CaptureOne/Settings131/001.CR2.cos", "NKSC_PARAM/001.CR2.nksc", "NKSC_PARAM/001.JPG.nksc",
	}
	for _, dir := range []string{to, second} {
		if diff := cmp.Diff(want, names(tree(t, dir))); diff != "" {
			t.Errorf("%s:\n%s", dir, diff)
		}
	}
	if r.Left.Files() != 1 || r.Copied.Files != 11 || len(r.Failed) != 0 {
		t.Errorf("reported %+v", r)
	}
	if r := run(t, o, known); r.Copied.Files != 0 || r.Known != 3 {
		t.Errorf("a second time: %+v", r)
	}
	o.Again = true
	if r := run(t, o, memory{}); r.Copied.Files != 0 || len(names(tree(t, to))) != len(want) {
		t.Errorf("by a computer that knows nothing of it: %+v", r)
	}
}

func TestWhatWasCopiedInBeforeIsKnownByItsContent(t *testing.T) {
	card, to := newCard(t), t.TempDir()
	known := memory{}
	o := Options{Card: card, To: to}
	run(t, o, known)
	kept := tree(t, to)

	again := Options{Card: card, To: t.TempDir(), Template: "other_{seq}"}
	p := plan(t, again, known)
	if all, seen, _, fresh := p.Count(); all.Photos != 2 || seen.Photos != 2 || seen.Videos != 1 || fresh.Photos != 0 {
		t.Errorf("of %+v are known %+v and new %+v", all, seen, fresh)
	}
	if r := run(t, again, known); r.Known != 3 || r.Copied.Files != 0 || len(tree(t, again.To)) != 0 {
		t.Errorf("reported %+v", r)
	}
	// The same sample and size, but other bytes in between: that is another photo.
	big := make([]byte, 2<<20)
	write(t, filepath.Join(card, "DCIM/101CANON/IMG_0009.CR2"), string(big))
	run(t, o, known)
	big[400<<10] = 1
	write(t, filepath.Join(card, "DCIM/101CANON/IMG_0009.CR2"), string(big))
	if r := run(t, o, known); r.Copied.Photos != 1 || r.Known != 3 {
		t.Errorf("a photo that differs from a known one in one byte: %+v", r)
	}
	again.Again = true
	if r := run(t, again, known); r.Copied.Photos != 3 || r.Copied.Videos != 1 {
		t.Errorf("asked for again, but copied %+v", r.Copied)
	}
	for name, bytes := range kept {
		if tree(t, to)[name] != bytes {
			t.Errorf("%s was replaced", name)
		}
	}
}

func TestNumbersStayWhenOnlySomeAreNew(t *testing.T) {
	card, to := newCard(t), t.TempDir()
	known := memory{}
	o := Options{Card: card, To: to, Template: "{seq:2}", First: 10}
	run(t, o, known)
	write(t, filepath.Join(card, "DCIM/101CANON/IMG_0003.JPG"), photo(3, 9))
	run(t, o, known)
	got := names(tree(t, to))
	if want := []string{"10.CR2", "10.CR2.xmp", "10.JPG", "10.WAV", "10.xmp", "11.MP4", "11.THM", "12.JPG", "13.JPG"}; !slices.Equal(got, want) {
		t.Errorf("named %q, want %q", got, want)
	}
}

func TestWhatIsThereWithoutANoteIsNotCopiedTwice(t *testing.T) {
	card, to, second := newCard(t), t.TempDir(), t.TempDir()
	o := Options{Card: card, To: to, Second: second}
	run(t, o, memory{}) // and nobody took note of it
	day := filepath.Join(to, "2026-05-31")
	mine := filepath.Join(day, "IMG_0001.xmp")
	write(t, mine, "the person's own edits since then")
	write(t, filepath.Join(day, "IMG_0001.JPG.xmp"), "and another program's")
	for _, lost := range []string{filepath.Join(second, "2026-05-31", "IMG_0001.CR2"), filepath.Join(day, "MVI_0002.MP4")} {
		if err := os.Remove(lost); err != nil {
			t.Fatal(err)
		}
	}
	r := run(t, o, memory{})
	if len(tree(t, to)) != 9 || len(tree(t, second)) != 8 || r.There != 1 || len(r.Failed) != 0 {
		t.Errorf("first %q\nsecond %q\n%+v", names(tree(t, to)), names(tree(t, second)), r)
	}
	if b, err := os.ReadFile(mine); err != nil || string(b) != "the person's own edits since then" {
		t.Errorf("the person's sidecar was replaced by %q, %v", b, err)
	}
}

func TestNothingIsReplacedAndNobodyElsesPartnerIsMade(t *testing.T) {
	card, to, second := newCard(t), t.TempDir(), t.TempDir()
	write(t, filepath.Join(to, "IMG_0001.PSD"), "somebody else's")
	write(t, filepath.Join(second, "IMG_0001 (2).TIF"), "somebody else's")
	run(t, Options{Card: card, To: to, Second: second, Template: "{original}"}, memory{})
	for _, dir := range []string{to, second} {
		got := names(tree(t, dir))
		for _, name := range []string{"IMG_0001 (3).CR2", "IMG_0001 (3).JPG", "IMG_0001 (3).CR2.xmp", "IMG_0001 (4).JPG"} {
			if !slices.Contains(got, name) {
				t.Errorf("there is no %s in %q", name, got)
			}
		}
	}
}

func TestNothingIsWrittenOntoTheCardNorNested(t *testing.T) {
	card, away := newCard(t), t.TempDir()
	link := filepath.Join(away, "link")
	if err := os.Symlink(card, link); err != nil {
		t.Skip("no links here: " + err.Error())
	}
	write(t, filepath.Join(away, "file"), "x")
	before := tree(t, card)
	for name, c := range map[string]struct {
		o    Options
		code string
	}{
		"no destination":          {Options{Card: card}, message.IngestNoDestination},
		"the card itself":         {Options{Card: card, To: card}, message.IngestOntoCard},
		"below the card":          {Options{Card: card, To: filepath.Join(card, "new", "folder")}, message.IngestOntoCard},
		"through a link":          {Options{Card: card, To: filepath.Join(link, "new")}, message.IngestOntoCard},
		"around the card":         {Options{Card: filepath.Join(card, "DCIM"), To: card}, message.IngestOntoCard},
		"elsewhere on its volume": {Options{Card: filepath.Join(card, "DCIM"), To: filepath.Join(card, "out"), Volume: card}, message.IngestOntoCard},
		"the second too":          {Options{Card: card, To: away, Second: filepath.Join(card, "b")}, message.IngestOntoCard},
		"twice the same":          {Options{Card: card, To: away, Second: away}, message.IngestNested},
		"one in the other":        {Options{Card: card, To: away, Second: filepath.Join(away, "b")}, message.IngestNested},
		"a file":                  {Options{Card: card, To: filepath.Join(away, "file")}, message.IngestNoFolder},
		"no card":                 {Options{Card: filepath.Join(away, "nowhere"), To: away}, message.IngestNoCard},
	} {
		_, err := NewPlan(t.Context(), c.o, nil, memory{}, nil)
		if got := library.MessageOf(err).Code(); got != c.code {
			t.Errorf("%s: %v is %q, want %q", name, err, got, c.code)
		}
	}
	if diff := cmp.Diff(before, tree(t, card)); diff != "" {
		t.Errorf("the card has changed:\n%s", diff)
	}
}
