package pictures

import (
	"context"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/filecache"
	"keeplight.app/keeplight/library/lowpriority"
	"keeplight.app/keeplight/library/picture"
)

// Prepare stores the thumbnail of a file that was read for another reason, so that it
// is there when a person scrolls to it and the file need not be read again. It
// returns at once and makes none where that costs much, where a person waits for
// other thumbnails, or where it is busy: Thumb makes it then.
func (ps *Pictures) Prepare(path string, file *filecache.File) {
	t := ps.thumbs
	format := picture.Sniff(file.Data, path)
	if format != library.JPEG && format != library.RAW || file.Moved {
		return
	}
	if t.wanted.Load() > 0 || t.life.Err() != nil || !t.early.TryAcquire(1) {
		return
	}
	photo := &library.Photo{Path: path, Size: file.Size, ModTime: file.ModTime, Format: picture.FormatByName(path)}
	shared := file.Share()
	t.preparing.Go(func() {
		lowpriority.Thread()
		defer t.early.Release(1)
		defer shared.Close()
		t.prepare(t.life, photo, shared)
	})
}

func (t *thumbs) prepare(ctx context.Context, p *library.Photo, file *filecache.File) {
	key := thumbKey(p)
	if jpeg, err := t.store.Get(ctx, key); err != nil || jpeg != nil {
		return
	}
	pic, err := t.pictures.Decode(ctx, file.Data, p.Path, picture.ThumbSide)
	if err != nil {
		return // whoever asks for it is told
	}
	t.put(ctx, key, pic.Pixels)
	t.print(ctx, key, p, pic.Pixels)
}
