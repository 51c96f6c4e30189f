package scan

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/leftout"
	"keeplight.app/keeplight/library/picture"
)

// words writes a shot on one line: the lead, then its members.
func (s *shot) words() string {
	out := s.lead.name
	for _, m := range s.members {
		out += " +" + m.name
	}
	return out
}

func allWords(shots []shot) []string {
	out := []string{}
	for i := range shots {
		out = append(out, shots[i].words())
	}
	return out
}

func TestFilesOfOneShotBecomeOnePhoto(t *testing.T) {
	for name, c := range map[string]struct{ files, want []string }{
		"a lone JPEG":                 {[]string{"IMG_1.jpg"}, []string{"IMG_1.jpg"}},
		"a lone RAW":                  {[]string{"IMG_1.CR2"}, []string{"IMG_1.CR2"}},
		"RAW and JPEG":                {[]string{"IMG_1.CR2", "IMG_1.JPG"}, []string{"IMG_1.JPG +IMG_1.CR2"}},
		"case does not matter":        {[]string{"img_1.nef", "IMG_1.JPG"}, []string{"IMG_1.JPG +img_1.nef"}},
		"RAW and HEIF":                {[]string{"IMG_1.CR3", "IMG_1.HIF"}, []string{"IMG_1.HIF +IMG_1.CR3"}},
		"RAW, JPEG and HEIF":          {[]string{"A.arw", "A.hif", "A.jpg"}, []string{"A.jpg +A.arw +A.hif"}},
		"RAW and TIFF":                {[]string{"A.arw", "A.tif"}, []string{"A.tif +A.arw"}},
		"RAW prefers the JPEG":        {[]string{"A.arw", "A.png", "A.jpg"}, []string{"A.jpg +A.arw", "A.png"}},
		"JPEG and PNG stay apart":     {[]string{"A.jpg", "A.png"}, []string{"A.jpg", "A.png"}},
		"JPEG and HEIF stay apart":    {[]string{"A.heic", "A.jpg"}, []string{"A.heic", "A.jpg"}},
		"WebP is no camera's file":    {[]string{"A.arw", "A.webp"}, []string{"A.arw", "A.webp"}},
		"a converted DNG stays apart": {[]string{"A.DNG", "A.NEF", "A.jpg"}, []string{"A.DNG", "A.jpg +A.NEF"}},
		"two RAWs alone stay apart":   {[]string{"A.DNG", "A.NEF"}, []string{"A.DNG", "A.NEF"}},
		"the JPEG of the same case":   {[]string{"IMG.CR2", "IMG.jpg", "img.jpg"}, []string{"IMG.jpg +IMG.CR2", "img.jpg"}},
		"pairs that differ in case": {
			[]string{"IMG.CR2", "IMG.jpg", "IMG.xmp", "img.CR2", "img.jpg", "img.xmp"},
			[]string{"IMG.jpg +IMG.CR2 +IMG.xmp", "img.jpg +img.CR2 +img.xmp"},
		},
		"a sidecar of the same case":    {[]string{"IMG.jpg", "Img.xmp", "img.jpg", "img.wav", "img.xmp"}, []string{"IMG.jpg +Img.xmp", "img.jpg +img.wav +img.xmp"}},
		"stem sidecar":                  {[]string{"A.CR2", "A.xmp"}, []string{"A.CR2 +A.xmp"}},
		"full-name sidecar":             {[]string{"A.CR2", "A.CR2.xmp"}, []string{"A.CR2 +A.CR2.xmp"}},
		"sidecar in capitals":           {[]string{"a.cr2", "A.XMP", "A.CR2.XMP"}, []string{"a.cr2 +A.CR2.XMP +A.XMP"}},
		"sidecars of other programs":    {[]string{"A.nef", "A.nef.dop", "A.nef.pp3", "A.cos"}, []string{"A.nef +A.cos +A.nef.dop +A.nef.pp3"}},
		"pair with both sidecars":       {[]string{"A.CR2", "A.CR2.xmp", "A.jpg", "A.xmp"}, []string{"A.jpg +A.CR2 +A.CR2.xmp +A.xmp"}},
		"full name beats stem":          {[]string{"A.png", "A.jpg", "A.png.xmp"}, []string{"A.jpg", "A.png +A.png.xmp"}},
		"a shared stem goes to RAW":     {[]string{"A.png", "A.jpg", "A.cr2", "A.xmp"}, []string{"A.jpg +A.cr2 +A.xmp", "A.png"}},
		"a shared stem goes to JPEG":    {[]string{"A.png", "A.jpg", "A.xmp"}, []string{"A.jpg +A.xmp", "A.png"}},
		"a stem with a RAW's ending":    {[]string{"A.CR2.jpg", "A.CR2.xmp"}, []string{"A.CR2.jpg +A.CR2.xmp"}},
		"a voice memo":                  {[]string{"A.JPG", "A.NEF", "A.WAV"}, []string{"A.JPG +A.NEF +A.WAV"}},
		"a Live Photo":                  {[]string{"A.AAE", "A.HEIC", "A.MOV"}, []string{"A.HEIC +A.AAE +A.MOV"}},
		"a video beside a RAW is alone": {[]string{"A.CR3", "A.MOV"}, []string{"A.CR3"}},
		"a video is alone":              {[]string{"A.jpg", "B.mov"}, []string{"A.jpg"}},
		"every program's sidecars": {
			[]string{"A.acr", "A.arp", "A.nef", "A.nef.nksc", "A.nef.on1", "A.rrdata", "A.thm", "A.vrd"},
			[]string{"A.nef +A.acr +A.arp +A.nef.nksc +A.nef.on1 +A.rrdata +A.thm +A.vrd"},
		},
		"orphaned sidecar":             {[]string{"A.xmp", "B.jpg"}, []string{"B.jpg"}},
		"other files":                  {[]string{"notes.txt", "A.mp4", "jpg", "A."}, []string{}},
		"hidden files":                 {[]string{".A.jpg", "._A.jpg", ".jpg"}, []string{}},
		"copies in progress":           {[]string{"A.jpg.part", "A.jpg.tmp", "A.jpg~", "A.jpg.crdownload", ".A.jpg.Xy12ab"}, []string{}},
		"a newline in the name":        {[]string{"a\nb.jpg", "a\nb.cr2"}, []string{"a\nb.jpg +a\nb.cr2"}},
		"names that are not UTF-8":     {[]string{"a\xff.jpg", "A\xff.cr2", "a\xfe.cr2"}, []string{"a\xfe.cr2", "a\xff.jpg +A\xff.cr2"}},
		"letters beyond ASCII":         {[]string{"ÉTÉ.jpg", "été.raf"}, []string{"ÉTÉ.jpg +été.raf"}},
		"numbers are not joined":       {[]string{"IMG_1.jpg", "IMG_11.cr2"}, []string{"IMG_1.jpg", "IMG_11.cr2"}},
		"a dot in the stem":            {[]string{"2024.05.01.jpg", "2024.05.01.dng"}, []string{"2024.05.01.jpg +2024.05.01.dng"}},
		"a stem that names its format": {[]string{"A.jpg", "A.jpg.jpg"}, []string{"A.jpg", "A.jpg.jpg"}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, allWords(pairNames(c.files))); diff != "" {
				t.Errorf("want -, got +:\n%s", diff)
			}
		})
	}
}

// checkPairing tells what must hold for any folder.
func checkPairing(t *testing.T, names []string, shots []shot) {
	t.Helper()
	seen := map[string]int{}
	for i := range shots {
		s := &shots[i]
		seen[s.lead.name]++
		for _, m := range s.members {
			seen[m.name]++
			if isSidecar(m.name) != (m.kind == library.CompanionSidecar) {
				t.Errorf("%q is called a %s", m.name, m.kind)
			}
		}
		for _, name := range s.images() {
			if stem := library.FoldName(stripExt(name)); stem != s.stem {
				t.Errorf("%q is in the shot of stem %q", name, s.stem)
			}
		}
	}
	for name, n := range seen {
		if n > 1 || !slices.Contains(names, name) {
			t.Errorf("%q is in %d places", name, n)
		}
	}
	for _, name := range names {
		isImage := picture.FormatByName(name) != library.UnknownFormat && !leftout.IsHidden(name)
		if isImage && seen[name] != 1 {
			t.Errorf("the image %q is in no shot", name)
		}
	}
}

func FuzzEveryImageIsInExactlyOneShot(f *testing.F) {
	f.Add("A.jpg\x00A.cr2\x00A.xmp\x00A.cr2.xmp\x00A.heic\x00a.JPG\x00A.dng")
	f.Add("a\xff.jpg\x00a\xfe.cr2\x00.jpg\x00.\x00..jpg\x00İ.jpg\x00i̇.cr2\x00.xmp")
	f.Fuzz(func(t *testing.T, joined string) {
		names := slices.Compact(slices.Sorted(slices.Values(strings.Split(joined, "\x00"))))
		shots := pairNames(names)
		checkPairing(t, names, shots)
		shuffled := slices.Clone(names)
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(shuffled), func(i, j int) {
			shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
		})
		if diff := cmp.Diff(allWords(shots), allWords(pairNames(shuffled))); diff != "" {
			t.Errorf("the order of names changes the shots:\n%s", diff)
		}
	})
}

func TestAVeryLargeFolderIsPaired(t *testing.T) {
	const n = 100_000 // quadratic work would take hours
	names := make([]string, 0, 3*n)
	for i := range n {
		names = append(names, fmt.Sprintf("IMG_%06d.CR2", i), fmt.Sprintf("IMG_%06d.JPG", i), fmt.Sprintf("IMG_%06d.xmp", i))
	}
	if got := len(pairNames(names)); got != n {
		t.Fatalf("%d shots, want %d", got, n)
	}
}
