package catalog

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
)

var hostileNames = []string{
	"plain.jpg", "new\nline.jpg", "bad\xff\xfe.jpg", "'); DROP TABLE photo; --.jpg", "100%_.jpg",
	"quote\"'`.jpg", "東京 Zoë.jpg", "\x1b[2J.jpg", "*?[a].jpg",
}

func TestAnyNameComesBackByteForByte(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	var files []File
	for _, n := range hostileNames {
		f := testFile(abs("shoot", n))
		f.Companions = []library.Companion{{Path: f.Path + ".CR3", Kind: library.CompanionImage}, {Path: f.Path + ".xmp", Kind: library.CompanionSidecar}}
		files = append(files, f)
	}
	want, err := c.PutFiles(ctx, files)
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		if want[i].Path != files[i].Path {
			t.Errorf("row %d is %q, want %q", i, want[i].Path, files[i].Path)
		}
		got, err := c.Photo(ctx, want[i].ID)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want[i], got); d != "" {
			t.Errorf("what PutFiles gave is not what is stored:\n%s", d)
		}
	}
	again, err := c.PutFiles(ctx, files)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, again); d != "" {
		t.Errorf("recording the same files again changed them:\n%s", d)
	}
}

func TestPhotosBelowAFolderAreExactlyThose(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	put(t, c, abs("a", "b", "1.jpg"), abs("a", "b", "c", "2.jpg"), abs("a", "bc", "3.jpg"), abs("a", "b.jpg"),
		abs("a", "b!", "4.jpg"), abs("a", "b\xff", "5.jpg"), abs("a%", "6.jpg"), abs("z.jpg"))
	for name, tc := range map[string]struct {
		folders []string
		want    string
	}{
		"all":           {nil, "6.jpg 4.jpg b.jpg 1.jpg 2.jpg 3.jpg 5.jpg z.jpg"},
		"none":          {[]string{}, ""},
		"one":           {[]string{abs("a", "b")}, "1.jpg 2.jpg"},
		"its end":       {[]string{abs("a", "b") + string(filepath.Separator)}, "1.jpg 2.jpg"},
		"nested":        {[]string{abs("a", "b", "c"), abs("a", "b"), abs("a", "b")}, "1.jpg 2.jpg"},
		"two":           {[]string{abs("a", "bc"), abs("a", "b", "c")}, "2.jpg 3.jpg"},
		"no wildcards":  {[]string{abs("a%")}, "6.jpg"},
		"not UTF-8":     {[]string{abs("a", "b\xff")}, "5.jpg"},
		"a file's name": {[]string{abs("z.jpg")}, ""},
		"a root":        {[]string{abs()}, "6.jpg 4.jpg b.jpg 1.jpg 2.jpg 3.jpg 5.jpg z.jpg"},
		"not there":     {[]string{abs("q")}, ""},
	} {
		photos, err := c.Photos(ctx, tc.folders)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for i := range photos {
			names = append(names, photos[i].Name())
		}
		if got := strings.Join(names, " "); got != tc.want {
			t.Errorf("%s: got %s, want %s", name, got, tc.want)
		}
		if n, err := c.Count(ctx, tc.folders); err != nil || n.Total != len(photos) || n.NoChoice != len(photos) {
			t.Errorf("%s: counted %+v, %v", name, n, err)
		}
	}
}

func TestFolderQueriesUseTheIndex(t *testing.T) {
	c := newCatalog(t)
	var plan []string
	err := query(context.Background(), c.r, func(s scanner) error {
		var id, parent, unused int
		var detail string
		err := s.Scan(&id, &parent, &unused, &detail)
		plan = append(plan, detail)
		return err
	}, "EXPLAIN QUERY PLAN "+selectPhotos+"WHERE p.path >= ? AND p.path < ?"+byPath, []byte("/a/"), []byte("/a0"))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(plan, "; ")
	if !strings.Contains(text, "SEARCH p USING INDEX") || strings.Contains(text, "SCAN p") || strings.Contains(text, "TEMP B-TREE FOR ORDER BY") {
		t.Errorf("the plan is %s", text)
	}
}

func TestPathsThatCannotBeFilesAreRefusedAndNothingIsWritten(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	for _, bad := range []string{"", "relative.jpg", abs("nul\x00.jpg")} {
		if _, err := c.PutFiles(ctx, []File{testFile(abs("good.jpg")), testFile(bad)}); !errors.Is(err, errBadPath) {
			t.Errorf("%q gave %v", bad, err)
		}
	}
	if n, err := c.Count(ctx, nil); err != nil || n.Total != 0 {
		t.Errorf("%+v, %v", n, err)
	}
	twice, err := c.PutFiles(ctx, []File{testFile(abs("a", "1.jpg")), testFile(abs("a") + "/./x/../1.jpg")})
	if err != nil || twice[0].ID != twice[1].ID {
		t.Errorf("two spellings of a path: %+v, %v", twice, err)
	}
}

func BenchmarkPhotosBelowAFolderOf100000(b *testing.B) {
	ctx := context.Background()
	c := newCatalog(b)
	for d := range 100 {
		files := make([]File, 1000)
		for i := range files {
			files[i] = testFile(abs(fmt.Sprintf("shoot%03d", d), fmt.Sprintf("IMG_%04d.jpg", i)))
		}
		if _, err := c.PutFiles(ctx, files); err != nil {
			b.Fatal(err)
		}
	}
	b.ResetTimer()
	for range b.N {
		if got, err := c.Photos(ctx, []string{abs("shoot050")}); err != nil || len(got) != 1000 {
			b.Fatal(len(got), err)
		}
	}
}
