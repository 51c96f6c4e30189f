package evaluating

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring/ratings"
)

// tree writes empty files below a new folder.
func tree(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestPhotosAreFoundByWhatTheirNameSays(t *testing.T) {
	dir := tree(t, "images/a.jpg", "images/b.JPG", "other/b2.jpg", "one/c.jpg", "two/c.jpg", "deep/er/953619.jpg", "deep/er/953619.txt", "I01_01_1.png", "x/outside.jpg")
	inside := filepath.Join(dir, "images")
	for name, c := range map[string]struct {
		dir, name, want string
		err             error
	}{
		"where it says":              {dir, "images/a.jpg", "images/a.jpg", nil},
		"in a folder below":          {dir, "a.jpg", "images/a.jpg", nil},
		"with another's folders":     {dir, "dataset/v1/a.jpg", "images/a.jpg", nil},
		"with backslashes":           {dir, `images\a.jpg`, "images/a.jpg", nil},
		"in another case":            {dir, "B.jpg", "images/b.JPG", nil},
		"without an extension":       {dir, "953619", "deep/er/953619.jpg", nil},
		"with another extension":     {dir, "i01_01_1.bmp", "I01_01_1.png", nil},
		"absolute and inside":        {dir, filepath.Join(dir, "images", "a.jpg"), "images/a.jpg", nil},
		"absolute of another system": {dir, `C:\photos\a.jpg`, "images/a.jpg", nil},
		"two of that name":           {dir, "c.jpg", "", ErrAmbiguous},
		"told apart by its folder":   {dir, "set/two/c.jpg", "two/c.jpg", nil},
		"told apart by its end":      {dir, "two/c.jpg", "two/c.jpg", nil},
		"not there":                  {dir, "z.jpg", "", ErrNotFound},
		"a folder":                   {dir, "images", "", ErrNotFound},
		"outside by dots":            {inside, "../x/outside.jpg", "", ErrNotFound},
		"outside by a whole path":    {inside, filepath.Join(dir, "x", "outside.jpg"), "", ErrNotFound},
		"only dots":                  {inside, "..", "", ErrNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := newFinder(c.dir)
			if err != nil {
				t.Fatal(err)
			}
			got, err := f.find(t.Context(), c.name)
			if !errors.Is(err, c.err) || (c.err == nil && !strings.HasSuffix(got, filepath.FromSlash("/"+c.want))) {
				t.Errorf("found %q, %v; want %q, %v", got, err, c.want, c.err)
			}
		})
	}
}

func TestAFileThatIsRatedTwiceUnderOtherNamesCountsOnce(t *testing.T) {
	dir := tree(t, "images/a.jpg")
	photos, err := Find(t.Context(), []ratings.Rating{{File: "images/a.jpg", Line: 2}, {File: "./images/a.jpg", Line: 3}, {File: "b.jpg", Line: 4}}, dir)
	if err != nil {
		t.Fatal(err)
	}
	if photos[0].Problem != "" || !strings.Contains(photos[1].Problem, "line 2") || photos[2].Problem != ErrNotFound.Error() {
		t.Errorf("%+v", photos)
	}
	if n := len(Paths(photos)); n != 1 {
		t.Errorf("%d paths", n)
	}
}

func TestLookingForPhotosStopsWhenAsked(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Find(ctx, []ratings.Rating{{File: "b.jpg"}}, tree(t, "a.jpg")); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func FuzzFindStaysInsideTheFolder(f *testing.F) {
	for _, seed := range []string{"a.jpg", "../a.jpg", "/etc/passwd", `..\..\x`, "", ".", "images/../../x.jpg", "\xff"} {
		f.Add(seed)
	}
	outer := f.TempDir()
	dir := filepath.Join(outer, "inside")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		f.Fatal(err)
	}
	for _, path := range []string{filepath.Join(outer, "secret.jpg"), filepath.Join(dir, "a.jpg")} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			f.Fatal(err)
		}
	}
	f.Fuzz(func(t *testing.T, name string) {
		in, err := newFinder(dir)
		if err != nil {
			t.Fatal(err)
		}
		if path, err := in.find(t.Context(), name); err == nil && filepath.Base(path) != "a.jpg" {
			t.Errorf("%q led to %q", name, path)
		}
	})
}
