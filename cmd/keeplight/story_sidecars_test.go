//go:build !nogui && linux

package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/phototest"
	theme "keeplight.app/keeplight/ui/style"
)

// rawOf is a RAW container with nothing but a JPEG preview, as a camera's file looks to
// whoever only wants to see the picture.
func rawOf(jpeg []byte) []byte {
	const ifd, entries = 8, 2
	at := uint32(ifd + 2 + 12*entries + 4)
	b := append([]byte("II*\x00"), 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(b[4:], ifd)
	b = binary.LittleEndian.AppendUint16(b, entries)
	for tag, value := range map[uint16]uint32{0x201: at, 0x202: uint32(len(jpeg))} {
		b = binary.LittleEndian.AppendUint16(b, tag)
		b = binary.LittleEndian.AppendUint16(b, 4)
		b = binary.LittleEndian.AppendUint32(b, 1)
		b = binary.LittleEndian.AppendUint32(b, value)
	}
	return append(binary.LittleEndian.AppendUint32(b, 0), jpeg...)
}

// foreignSidecar is one that another program wrote.
func foreignSidecar(attributes, elements string) []byte {
	return []byte(`<?xpacket begin="` + "\ufeff" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
 <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpDM="http://ns.adobe.com/xmp/1.0/DynamicMedia/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:darktable="http://darktable.sf.net/" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
  ` + attributes + `>` + elements + `</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`)
}

const (
	lightroomTool = `xmp:CreatorTool="Adobe Photoshop Lightroom Classic 14.0" crs:Exposure2012="+0.35"`
	ringsWords    = `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">The rings</rdf:li></rdf:Alt></dc:title>` +
		`<dc:subject><rdf:Bag><rdf:li>wedding</rdf:li><rdf:li>rings</rdf:li></rdf:Bag></dc:subject>`
	darktableGreen = `<darktable:colorlabels><rdf:Seq><rdf:li>2</rdf:li></rdf:Seq></darktable:colorlabels>`
)

// foreignShoot draws RAW files and pairs with the sidecars of other programs.
func foreignShoot(t *testing.T) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "Garden")
	for i := range 8 {
		jpeg := phototest.JPEG(phototest.Scene(1616, 1080, uint64(i)), phototest.Exif{})
		write(t, filepath.Join(dir, fmt.Sprintf("IMG_%d.CR2", i+1)), rawOf(jpeg))
		if i < 2 {
			write(t, filepath.Join(dir, fmt.Sprintf("IMG_%d.JPG", i+1)), jpeg)
		}
	}
	write(t, filepath.Join(dir, "IMG_1.xmp"), foreignSidecar(lightroomTool+` xmp:Rating="3" xmp:Label="Red"`, ringsWords))
	write(t, filepath.Join(dir, "IMG_3.xmp"), foreignSidecar(lightroomTool+` xmp:Rating="5" xmpDM:pick="1" xmpDM:good="true"`, ""))
	write(t, filepath.Join(dir, "IMG_4.CR2.xmp"), foreignSidecar(`darktable:xmp_version="5" xmp:Rating="2"`, darktableGreen))
	write(t, filepath.Join(dir, "IMG_5.xmp"), []byte("<x:xmpmeta this is cut off"))
	return dir
}

// decided is the stored decision of the photo whose file begins so, as a word.
func (s *story) decided(stem string) string {
	s.t.Helper()
	for _, p := range s.photos() {
		if strings.HasPrefix(p.Name(), stem+".") {
			return fmt.Sprint(p.Decision.Flag, " ", p.Decision.Rating, " ", p.Decision.Label)
		}
	}
	return "no photo"
}

func (s *story) wantDecided(stem, want string) {
	s.t.Helper()
	s.waitFor(stem+" to be "+want, func() bool { return s.decided(stem) == want })
}

// exiftool reads tags of a file independently; one that is not there is "<nil>".
func exiftool(t *testing.T, path string, tags ...string) string {
	t.Helper()
	args := []string{"-j", "-n", "-G1"}
	for _, tag := range tags {
		args = append(args, "-"+tag)
	}
	out, err := exec.Command("exiftool", append(args, path)...).Output()
	if err != nil {
		t.Fatalf("exiftool: %v", err)
	}
	var rows []map[string]any
	if err := json.Unmarshal(out, &rows); err != nil || len(rows) != 1 {
		t.Fatalf("exiftool gave %s: %v", out, err)
	}
	var said []string
	for _, tag := range tags {
		said = append(said, fmt.Sprint(rows[0][tag]))
	}
	return strings.Join(said, " ")
}

// The tags that a decision is written to.
func decisionTags() []string {
	return []string{"XMP-xmp:Rating", "XMP-xmp:Label", "XMP-xmpDM:Pick", "XMP-xmpDM:Good"}
}

// policy is the answer for a folder.
func (s *story) policy(dir string) (p sidecars.Policy) {
	s.t.Helper()
	s.saved(func(ctx context.Context, c *catalog.Catalog) (err error) {
		p, _, err = sidecars.New(c, sidecars.Options{}).Policy(ctx, dir)
		return err
	})
	return p
}

func TestStoryDecisionsTravelAsSidecars(t *testing.T) {
	if _, err := exec.LookPath("exiftool"); err != nil {
		t.Skip("exiftool is not installed, so nobody confirms what is written: make test installs it")
	}
	s := newStory(t)
	dir := foreignShoot(t)
	before := fingerprint(t, dir)
	s.start(dir)
	s.waitScored(8)
	s.wantDecided("IMG_1", "none 3 red")
	s.wantDecided("IMG_3", "pick 5 none")
	s.wantDecided("IMG_4", "none 2 green")
	s.wantDecided("IMG_5", "none 0 none")
	s.shot("stars and labels of Lightroom and darktable")
	for path, print := range fingerprint(t, dir) {
		if before[path] != print {
			t.Errorf("%s was touched by reading it", path)
		}
	}
	s.press("Escape", "Escape", "ctrl+f")
	s.write("rings")
	s.press("Return", "Home")
	s.shot("found by a keyword, with title and origins")
	s.press("4")
	s.wantDecided("IMG_1", "none 4 red")
	s.shot("the first mark asks, and keys go on")
	s.press("p")
	s.wantDecided("IMG_1", "pick 4 red")
	s.press("ctrl+s")
	s.shot("what writing would change")
	if got := exiftool(t, filepath.Join(dir, "IMG_1.xmp"), decisionTags()...); got != "3 Red <nil> <nil>" {
		t.Errorf("the preview wrote: %s", got)
	}
	s.press("Return")
	written := filepath.Join(dir, "IMG_1.xmp")
	s.waitFor("the sidecar", func() bool { return exiftool(t, written, decisionTags()...) == "4 Red 1 true" })
	s.shot("it is written")
	if got := exiftool(t, written, "XMP-crs:Exposure2012", "XMP-dc:Title"); got != "+0.35 The rings" {
		t.Errorf("of what Lightroom wrote there is %s", got)
	}
	if got := s.policy(dir); got != sidecars.OnRequest {
		t.Errorf("the answer that is kept is %q", got)
	}
	s.press("Escape")

	// Another program changes what it had, and what was decided here.
	edit := func(old, now string) {
		t.Helper()
		b, err := os.ReadFile(written)
		if err != nil || !bytes.Contains(b, []byte(old)) {
			t.Fatalf("%s is not in %s, %v", old, b, err)
		}
		write(t, written, bytes.ReplaceAll(b, []byte(old), []byte(now)))
	}
	edit(`xmp:Label="Red"`, `xmp:Label="Blue"`)
	edit(`photoshop:LabelColor="red"`, `photoshop:LabelColor="blue"`)
	s.wantDecided("IMG_1", "pick 4 blue")
	s.shot("the other program's label came back")
	s.press("2")
	s.wantDecided("IMG_1", "pick 2 blue")
	if out, err := exec.Command("exiftool", "-q", "-overwrite_original", "-XMP-xmp:Rating=5", written).CombinedOutput(); err != nil {
		t.Fatalf("exiftool: %v: %s", err, out)
	}
	s.waitFor("the conflict", func() bool { return s.conflicts() == 1 })
	s.shot("a conflict is shown with both values")
	if got := s.decided("IMG_1"); got != "pick 2 blue" {
		t.Errorf("the conflict was settled by nobody: %s", got)
	}
	s.press("shift+c", "shift+t")
	s.wantDecided("IMG_1", "pick 5 blue")
	s.shot("theirs is taken")
	s.press("ctrl+z")
	s.shot("an undo of what a sidecar said asks")
	s.press("Return")
	s.wantDecided("IMG_1", "pick 2 blue")
	s.press("ctrl+s")
	s.shot("the preview of the rest")
	s.waitFor("the sidecar", func() bool {
		s.press("Return") // which waits for nothing while the preview is made
		return exiftool(t, written, decisionTags()...) == "2 Blue 1 true"
	})
	// The sheet says so a moment after it is written, and dims the pick while it is there.
	undimmed := func() bool { return badges(s.screen("waiting.png"), theme.Pick.In(theme.Dark)) >= 1 }
	s.insist("the sheet to close", func() { s.press("Escape") }, func() bool {
		if !undimmed() {
			return false
		}
		s.pause()
		return undimmed()
	})

	// To the trash and back: the pair, and its sidecar.
	s.trashAndBack(dir, "IMG_1", "IMG_1.CR2", "IMG_1.JPG", "IMG_1.xmp")
	if got := exiftool(t, written, decisionTags()...); got != "2 Blue 1 true" {
		t.Errorf("the sidecar that came back says %s", got)
	}
	s.quit()
	after := fingerprint(t, dir)
	for path, print := range before {
		if filepath.Ext(path) != ".xmp" && after[path] != print {
			t.Errorf("%s is another file now", path)
		}
	}
	if cut, err := os.ReadFile(filepath.Join(dir, "IMG_5.xmp")); err != nil || !bytes.HasPrefix(cut, []byte("<x:xmpmeta this")) {
		t.Errorf("the damaged sidecar is %q, %v", cut, err)
	}
}

// conflicts is how many fields are in conflict.
func (s *story) conflicts() (n int) {
	s.t.Helper()
	s.saved(func(ctx context.Context, c *catalog.Catalog) error {
		all, err := c.SidecarConflicts(ctx, nil)
		n = len(all)
		return err
	})
	return n
}
