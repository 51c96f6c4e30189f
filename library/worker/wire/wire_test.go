package wire

import (
	"bytes"
	"errors"
	"image"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// filled gives w x h pixels inside rows that have a gap.
func filled(w, h int) *image.RGBA {
	wide := image.NewRGBA(image.Rect(0, 0, w+3, h))
	for i := range wide.Pix {
		wide.Pix[i] = byte(7 * i)
	}
	return wide.SubImage(image.Rect(0, 0, w, h)).(*image.RGBA)
}

func TestALargeFileArrivesWhole(t *testing.T) {
	var there bytes.Buffer
	file := bytes.Repeat([]byte("large"), 4<<20) // more than is trusted before it arrives
	if err := WriteRequest(&there, &Request{Want: Size, File: file}); err != nil {
		t.Fatal(err)
	}
	cut := bytes.Clone(there.Bytes()[:there.Len()-1])
	if got, err := ReadRequest(&there); err != nil || !bytes.Equal(got.File, file) {
		t.Errorf("it did not: %v", err)
	}
	if _, err := ReadRequest(bytes.NewReader(cut)); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("one that is cut short gave %v", err)
	}
}

func TestRequestsAndRepliesArriveAsTheyWereSent(t *testing.T) {
	released := 0
	for name, c := range map[string]struct {
		req   Request
		reply Reply
	}{
		"size":      {Request{Want: Size, File: []byte("a file")}, Reply{Width: 8, Height: 6}},
		"picture":   {Request{Want: Picture, Side: 5, Seconds: 20, File: []byte{0}}, Reply{Width: 8, Height: 6, Source: "the picture", Damaged: "a little", ICC: []byte("profile"), Pixels: filled(5, 4)}},
		"thumbnail": {Request{Want: Thumbnail, File: bytes.Repeat([]byte("x"), 100_000)}, Reply{Width: 8, Height: 6, Primaries: 12, Transfer: 13, Orientation: 6, Pixels: filled(1, 1)}},
		"failure":   {Request{Want: Picture, File: []byte{1}}, Reply{Failure: &Failure{Kind: Damaged, Text: "why"}}},
	} {
		t.Run(name, func(t *testing.T) {
			var there, back bytes.Buffer
			if err := WriteRequest(&there, &c.req); err != nil {
				t.Fatal(err)
			}
			hello := Hello{Library: "libfake 1", Formats: []string{"heif"}}
			c.reply.Release = func() { released++ }
			err := Serve(&there, &back, hello, func(got *Request) *Reply {
				if diff := cmp.Diff(&c.req, got); diff != "" {
					t.Errorf("the request changed:\n%s", diff)
				}
				return &c.reply
			})
			if err != nil {
				t.Fatal(err)
			}
			if got, err := ReadHello(&back); err != nil || !cmp.Equal(got, hello) {
				t.Errorf("the greeting is %+v, %v", got, err)
			}
			got, err := ReadReply(&back, &c.req)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&c.reply, got, cmpopts.IgnoreFields(Reply{}, "Pixels", "Release"), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("the reply changed:\n%s", diff)
			}
			samePixels(t, c.reply.Pixels, got.Pixels)
			if back.Len() != 0 {
				t.Errorf("%d bytes are left", back.Len())
			}
		})
	}
	if released != 4 {
		t.Errorf("%d of 4 replies were released", released)
	}
}

func samePixels(t *testing.T, want, got *image.RGBA) {
	t.Helper()
	if want == nil || got == nil {
		if want != nil || got != nil {
			t.Errorf("pixels: want %v, got %v", want != nil, got != nil)
		}
		return
	}
	if got.Rect != want.Rect || got.Stride != 4*got.Rect.Dx() {
		t.Fatalf("%v with rows of %d bytes", got.Rect, got.Stride)
	}
	for y := range got.Rect.Dy() {
		for x := range got.Rect.Dx() {
			if got.RGBAAt(x, y) != want.RGBAAt(x, y) {
				t.Fatalf("pixel %d,%d is %v, want %v", x, y, got.RGBAAt(x, y), want.RGBAAt(x, y))
			}
		}
	}
}

// frame gives a frame of a header as text and a body of so many announced bytes.
func frame(header string, body int64, rest string) string {
	var b bytes.Buffer
	_ = writeFrame(&b, struct{}{}, body)
	text := b.Bytes()[:prefix]
	text[len(magic)+2], text[len(magic)+3] = byte(len(header)>>8), byte(len(header))
	return string(text) + header + rest
}

func TestAnswersThatDoNotFitTheRequestAreRefused(t *testing.T) {
	small := &Request{Want: Picture, Side: 100}
	for name, c := range map[string]struct {
		to   *Request
		text string
		want string
	}{
		"printed text":        {small, "libheif warning: something", "it begins with"},
		"another version":     {small, "KLM\x02" + strings.Repeat("\x00", 20), "it begins with"},
		"a huge header":       {small, "KLM\x01\xff\xff\xff\xff" + strings.Repeat("\x00", 8), "announces"},
		"a huge body":         {small, "KLM\x01\x00\x00\x00\x02\xff\xff\xff\xff\xff\xff\xff\xff{}", "announces"},
		"no JSON":             {small, frame("nonsense", 0, ""), "header cannot be read"},
		"no size":             {small, frame(`{}`, 0, ""), "0 x 0"},
		"no pixels":           {small, frame(`{"width":9,"height":9}`, 0, ""), "0 x 0"},
		"negative pixels":     {small, frame(`{"width":9,"height":9,"pixelWidth":-5,"pixelHeight":-5}`, 100, ""), "-5 x -5"},
		"more than asked for": {small, frame(`{"width":900,"height":900,"pixelWidth":101,"pixelHeight":1}`, 404, ""), "where 100"},
		"too many pixels":     {&Request{Want: Picture}, frame(`{"width":20000,"height":20000}`, 0, ""), "20000 x 20000"},
		"an overflow":         {&Request{Want: Picture}, frame(`{"width":4294967296,"height":4294967296}`, 0, ""), "4294967296"},
		"a huge profile":      {small, frame(`{"width":9,"height":9,"icc":99999999}`, 0, ""), "profile"},
		"bytes too few":       {small, frame(`{"width":9,"height":9,"pixelWidth":9,"pixelHeight":9}`, 323, ""), "323 bytes"},
		"pixels for a size":   {&Request{Want: Size}, frame(`{"width":9,"height":9,"pixelWidth":9,"pixelHeight":9}`, 324, ""), "not asked for"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ReadReply(strings.NewReader(c.text), c.to)
			if !errors.Is(err, ErrProtocol) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("gave %v", err)
			}
		})
	}
}

func TestAnAnswerThatEndsEarlyIsAnError(t *testing.T) {
	var whole bytes.Buffer
	if err := WriteReply(&whole, &Reply{Width: 9, Height: 9, ICC: []byte("profile"), Pixels: filled(9, 9)}); err != nil {
		t.Fatal(err)
	}
	for n := range whole.Len() {
		if _, err := ReadReply(bytes.NewReader(whole.Bytes()[:n]), &Request{Want: Picture}); err == nil {
			t.Fatalf("%d of %d bytes are taken for the whole", n, whole.Len())
		}
	}
}

func TestARequestForNothingKnownEndsTheWorker(t *testing.T) {
	var there bytes.Buffer
	if err := WriteRequest(&there, &Request{Want: "everything"}); err != nil {
		t.Fatal(err)
	}
	err := Serve(&there, io.Discard, Hello{}, func(*Request) *Reply { t.Error("it was answered"); return &Reply{} })
	if !errors.Is(err, ErrProtocol) {
		t.Errorf("gave %v", err)
	}
}

func FuzzReadReply(f *testing.F) {
	for _, r := range []Reply{
		{Width: 8, Height: 6},
		{Width: 8, Height: 6, ICC: []byte("profile"), Pixels: filled(5, 4)},
		{Failure: &Failure{Kind: TooLarge, Text: "why"}},
	} {
		var b bytes.Buffer
		if err := WriteReply(&b, &r); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes(), 50, true)
	}
	f.Fuzz(func(t *testing.T, data []byte, side int, size bool) {
		req := &Request{Want: Picture, Side: 1 + min(max(side, 0), 500)}
		if size {
			req.Want = Size
		}
		reply, err := ReadReply(bytes.NewReader(data), req)
		if err != nil || reply.Failure != nil {
			return
		}
		if !isSize(reply.Width, reply.Height) || (reply.Pixels == nil) != size {
			t.Errorf("%d x %d, pixels %v", reply.Width, reply.Height, reply.Pixels != nil)
		}
		if p := reply.Pixels; p != nil && (max(p.Rect.Dx(), p.Rect.Dy()) > req.Side || len(p.Pix) != 4*p.Rect.Dx()*p.Rect.Dy()) {
			t.Errorf("%v in %d bytes where %d were asked for", p.Rect, len(p.Pix), req.Side)
		}
	})
}

func FuzzReadRequest(f *testing.F) {
	var b bytes.Buffer
	if err := WriteRequest(&b, &Request{Want: Thumbnail, Side: 9, File: []byte("a file")}); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if req, err := ReadRequest(bytes.NewReader(data)); err == nil && len(req.File) > len(data) {
			t.Errorf("a file of %d bytes out of %d", len(req.File), len(data))
		}
	})
}
