package pictures

import (
	"context"
	"encoding/hex"
	"fmt"
	"image"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/zeebo/xxh3"
	"golang.org/x/sync/semaphore"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/filecache"
	"keeplight.app/keeplight/library/fingerprint"
	"keeplight.app/keeplight/library/picture"
)

const (
	// memoryThumbs bounds the thumbnails that are kept in memory, in bytes:
	// some 170 of them, several screens of a grid.
	memoryThumbs = 64 << 20
	// memoryQuick bounds the cameras' own thumbnails, in bytes.
	memoryQuick = 8 << 20
	// decodeRoom bounds what all decoders hold at once, in bytes, whatever the
	// number of processors: some ten PNGs of 24 megapixels.
	decodeRoom = 1 << 30
	// thumbQuality is the JPEG quality of stored thumbnails: at 384 pixels
	// none of its artefacts can be seen, and one takes some 30 kB.
	thumbQuality = 85
)

// Store keeps encoded thumbnails between starts.
type Store interface {
	// Get gives what was put under a key, nil where nothing was.
	Get(ctx context.Context, key string) ([]byte, error)
	// Put replaces what is kept under a key.
	Put(ctx context.Context, key string, jpeg []byte) error
	// Prints gives the fingerprints that were put under those of the keys that have one.
	Prints(ctx context.Context, keys []string) (map[string][]byte, error)
	// PutPrint replaces the fingerprint that is kept under a key.
	PutPrint(ctx context.Context, key string, print []byte) error
	// Vectors gives the vectors that were put under those of the keys that have one.
	Vectors(ctx context.Context, keys []string) (map[string][]byte, error)
	// PutVectors replaces the vectors that are kept under some keys.
	PutVectors(ctx context.Context, vectors map[string][]byte) error
}

// thumbs finds a photo's thumbnail at the lowest cost.
type thumbs struct {
	store    Store
	final    *picture.Cache[string, *image.RGBA]
	quick    *picture.Cache[string, *image.RGBA] // the cameras' own, which are smaller and may be cropped
	decoders *semaphore.Weighted
	viewing  picture.Reader // for a person; its room is shared with scoring
	pictures picture.Reader // for scoring
	log      func(string)
	printed  func(*library.Photo, *fingerprint.Print) // told of each fingerprint that is made; nil tells nobody

	wanted    atomic.Int32        // calls of Thumb that decode or wait to
	early     *semaphore.Weighted // decoders of what nobody has asked for yet
	preparing sync.WaitGroup
	life      context.Context // of what is prepared
	end       context.CancelFunc
}

func newThumbs(store Store, reader func(filecache.Purpose) picture.Reader, log func(string)) *thumbs {
	viewing, pictures := reader(filecache.View), reader(filecache.Last)
	viewing.Room = picture.NewRoom(decodeRoom)
	pictures.Room = viewing.Room
	life, end := context.WithCancel(context.Background())
	return &thumbs{
		store:    store,
		final:    picture.NewCache[string](memoryThumbs, bytesOf),
		quick:    picture.NewCache[string](memoryQuick, bytesOf),
		decoders: semaphore.NewWeighted(int64(runtime.NumCPU())),
		early:    semaphore.NewWeighted(int64(max(1, runtime.NumCPU()/2))),
		viewing:  viewing,
		pictures: pictures,
		log:      log,
		life:     life, end: end,
	}
}

// wait waits for what nobody waits for any more.
func (t *thumbs) wait() {
	t.end()
	t.preparing.Wait()
	t.final.Wait()
	t.quick.Wait()
}

func bytesOf(img *image.RGBA) int64 { return int64(len(img.Pix)) }

// Peek gives a photo's thumbnail from memory, or nil. It never waits, so it may
// be called while painting. final is false for the camera's own small one,
// which Thumb would replace.
func (ps *Pictures) Peek(p *library.Photo) (thumb *image.RGBA, final bool) {
	key := thumbKey(p)
	if img, ok := ps.thumbs.final.Get(key); ok {
		return img, true
	}
	img, _ := ps.thumbs.quick.Get(key)
	return img, false
}

// Quick gives the best thumbnail that needs no decoding of the whole photo:
// from memory, from the thumbnail store, or the camera's own small one inside
// the file (final is false for that; ask Thumb for the real one). It fails with
// picture.ErrNoEmbedded when there is none.
func (ps *Pictures) Quick(ctx context.Context, p *library.Photo) (thumb *image.RGBA, final bool, err error) {
	t, key := ps.thumbs, thumbKey(p)
	if img, final := ps.Peek(p); img != nil {
		return img, final, nil
	}
	if img := t.stored(ctx, key); img != nil {
		t.final.Put(key, img)
		t.print(ctx, key, p, img)
		return img, true, nil
	}
	img, err := t.quick.GetOrCompute(ctx, key, func(ctx context.Context) (*image.RGBA, error) {
		pic, err := t.viewing.Embedded(ctx, p.Path)
		if err != nil {
			return nil, err
		}
		return picture.Fit(pic.Pixels, picture.ThumbSide), nil
	})
	return img, false, err
}

// Thumb gives a photo's thumbnail, upright, long side at most picture.ThumbSide,
// from memory, from the thumbnail store, or by decoding the photo and storing
// the result. Nobody may change its pixels. Calls for the same photo share one
// decode, and only as many photos are decoded at once as there are CPUs. Errors
// are for people and do not name the file.
func (ps *Pictures) Thumb(ctx context.Context, p *library.Photo) (*image.RGBA, error) {
	t, key := ps.thumbs, thumbKey(p)
	return t.final.GetOrCompute(ctx, key, func(ctx context.Context) (*image.RGBA, error) {
		if img := t.stored(ctx, key); img != nil {
			t.print(ctx, key, p, img)
			return img, nil
		}
		return t.decode(ctx, key, p)
	})
}

func (t *thumbs) decode(ctx context.Context, key string, p *library.Photo) (*image.RGBA, error) {
	t.wanted.Add(1)
	defer t.wanted.Add(-1)
	if err := t.decoders.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	defer t.decoders.Release(1)
	file, err := t.viewing.Open(ctx, p.Path)
	if err != nil {
		return nil, explain(err)
	}
	defer file.Close()
	pic, err := decodeTwice(ctx, t.viewing, file, p.Path, picture.ThumbSide)
	if err != nil {
		return nil, explain(err)
	}
	if isOf(file, p) {
		t.put(ctx, key, pic.Pixels)
		t.print(ctx, key, p, pic.Pixels)
	}
	return pic.Pixels, nil
}

// isOf is true for bytes of a photo's file as the catalogue knows it.
func isOf(file *filecache.File, p *library.Photo) bool {
	return !file.Moved && file.Size == p.Size && file.ModTime.Equal(p.ModTime)
}

// keep stores the thumbnail of a photo that was decoded for another reason. It
// does not go to memory, where it would push out those in view.
func (t *thumbs) keep(ctx context.Context, p *library.Photo, pixels *image.RGBA) {
	key := thumbKey(p)
	jpeg, err := t.store.Get(ctx, key)
	known := err == nil && jpeg != nil
	if known && t.isPrinted(ctx, key) {
		return
	}
	small := picture.Fit(pixels, picture.ThumbSide)
	if !known {
		t.put(ctx, key, small)
	}
	t.print(ctx, key, p, small)
}

// stored gives the thumbnail from the store, nil when there is none that can be
// used. The store is a convenience: what is wrong with it costs only time.
func (t *thumbs) stored(ctx context.Context, key string) *image.RGBA {
	jpeg, err := t.store.Get(ctx, key)
	if err != nil || jpeg == nil {
		t.note("reading a stored thumbnail", err)
		return nil
	}
	pic, err := picture.Decode(ctx, jpeg, "thumbnail.jpg", picture.ThumbSide)
	if err != nil {
		t.note("decoding a stored thumbnail", err)
		return nil
	}
	return pic.Pixels
}

func (t *thumbs) put(ctx context.Context, key string, pixels *image.RGBA) {
	jpeg, err := picture.EncodeJPEG(pixels, thumbQuality)
	if err == nil {
		err = t.store.Put(ctx, key, jpeg)
	}
	t.note("storing a thumbnail", err)
}

func (t *thumbs) note(what string, err error) {
	if err != nil {
		t.log(what + ": " + err.Error())
	}
}

// thumbKey names the bytes that a thumbnail was made from by path, size and
// time. The hash of the image data would not do: it is not known at first, and
// it does not change when only the orientation tag does.
func thumbKey(p *library.Photo) string {
	name := fmt.Sprintf("%s\x00%d\x00%d", p.Path, p.Size, p.ModTime.UnixNano())
	switch p.Format { // older thumbnails had wrong colours
	case library.WebP:
		name += "\x00libwebp"
	case library.TIFF:
		name += "\x00libtiff"
	}
	sum := xxh3.HashString128(name).Bytes()
	return fmt.Sprintf("%d-%s", picture.ThumbSide, hex.EncodeToString(sum[:]))
}
