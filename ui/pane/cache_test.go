package pane

import (
	"image"
	"testing"

	"keeplight.app/keeplight/library"
)

func TestTheCacheIsBoundedInBytesAndKeepsWhatWasUsedLast(t *testing.T) {
	c := NewCache(3 * 400)
	put := func(id library.ID) {
		c.put(levelKey{id: id}, Loaded{ID: id, Levels: []*image.RGBA{image.NewRGBA(image.Rect(0, 0, 10, 10))}})
	}
	put(1)
	put(2)
	put(3)
	c.get(levelKey{id: 1})
	c.put(keyOf(&photos(4)[0], partSide), Loaded{ID: 4, Part: &Part{Pixels: image.NewRGBA(image.Rect(0, 0, 10, 10))}})
	if c.has(levelKey{id: 2}) || c.bytes > c.limit || c.bytes != 3*400 {
		t.Fatalf("the oldest stays; %d bytes are kept", c.bytes)
	}
	if _, ok := c.get(levelKey{id: 1}); !ok {
		t.Fatal("what was used last went")
	}
	c.put(levelKey{id: 5}, Loaded{Levels: []*image.RGBA{image.NewRGBA(image.Rect(0, 0, 100, 100))}})
	if _, ok := c.get(levelKey{id: 5}); !ok || c.order.Len() != 1 {
		t.Fatal("a picture larger than the limit is not kept alone")
	}
}

func TestAPartIsFoundOnlyWhereItCoversWhatIsSeen(t *testing.T) {
	c := NewCache(1 << 20)
	p := photos(1)[0]
	c.put(keyOf(&p, partSide), Loaded{ID: 1, Part: &Part{
		Pixels: image.NewRGBA(image.Rect(0, 0, 10, 10)), At: image.Rect(20, 20, 30, 30), Whole: image.Pt(100, 100),
	}})
	for seen, want := range map[Share]bool{
		{0.2, 0.2, 0.3, 0.3}: true, {0.25, 0.22, 0.28, 0.3}: true, {0.19, 0.2, 0.3, 0.3}: false, {0.2, 0.2, 0.3, 0.31}: false,
	} {
		if got := c.part(&p, seen) != nil; got != want {
			t.Errorf("for %v it gives a part: %v", seen, got)
		}
	}
	if other := photos(2)[0]; c.part(&other, Share{0.2, 0.2, 0.3, 0.3}) != nil {
		t.Error("another photo's part is given")
	}
}
