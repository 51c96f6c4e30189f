package catalog

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type viewSettings struct {
	Folders []string
	Size    int
}

func TestSettingsComeBack(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	var got viewSettings
	if found, err := c.Setting(ctx, "view", &got); found || err != nil {
		t.Fatalf("a setting that was never stored: %v, %v", found, err)
	}
	for _, want := range []viewSettings{{Folders: []string{"/a"}, Size: 1}, {Size: 2}} {
		if err := c.PutSetting(ctx, "view", want); err != nil {
			t.Fatal(err)
		}
		var got viewSettings
		found, err := c.Setting(ctx, "view", &got)
		if d := cmp.Diff(want, got); !found || err != nil || d != "" {
			t.Errorf("%v, %v\n%s", found, err, d)
		}
	}
	if err := c.PutSetting(ctx, "view", func() {}); err == nil {
		t.Error("a setting that has no JSON was stored")
	}
}

func FuzzSetting(f *testing.F) {
	f.Add([]byte(`{"Folders":["/a"],"Size":1}`))
	f.Add([]byte(`{"Folders":`))
	f.Add([]byte(`"text"`))
	f.Add([]byte{0xff})
	ctx := context.Background()
	c := newCatalog(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		if b == nil {
			b = []byte{}
		}
		_, err := c.w.Exec(`INSERT INTO setting (key, value) VALUES ('view', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, b)
		if err != nil {
			t.Fatal(err)
		}
		var got viewSettings
		found, err := c.Setting(ctx, "view", &got)
		if !found || (err != nil && !errors.Is(err, ErrDamagedRow)) {
			t.Errorf("%q gave %v, %v", b, found, err)
		}
	})
}
