package main

import (
	"context"
	"fmt"
	"image"
	"io"
	"sync"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/agreement"
	"keeplight.app/keeplight/scoring/faces"
	"keeplight.app/keeplight/scoring/measure"
)

// mostWrong is the share of photos without people in which a face may be found.
const mostWrong = 0.04

// evaluation searches for faces and prints what it found.
type evaluation struct {
	finder *faces.Finder
	scorer *measure.Scorer
	out    io.Writer
	empty  agreement.Share // photos and drawn scenes without people in which a face was found
}

// line prints one figure; ok says whether it is what must hold.
func (e *evaluation) line(what string, figure any, ok bool) {
	word := "ok"
	if !ok {
		word = "MISSED"
	}
	fmt.Fprintf(e.out, "  %-58s %v  %s\n", what, figure, word)
}

// keepAll asks a scan to keep parts of the full picture at hand.
type keepAll struct{}

func (keepAll) Begin(picture.Shape, func() *image.RGBA) (keep image.Rectangle) { return keep }
func (keepAll) Rows(*picture.Recent)                                           {}
func (keepAll) End() bool                                                      { return true }

func want() picture.ScanWant { return picture.ScanWant{Side: scoring.PreviewSide, Sink: keepAll{}} }

// inFile searches a photo as the program does, with its full picture.
func (e *evaluation) inFile(ctx context.Context, path string) ([]library.Face, error) {
	scan, err := picture.Reader{}.Scan(ctx, path, want())
	if err != nil {
		return nil, err
	}
	defer scan.Close()
	return e.inScan(ctx, scan)
}

func (e *evaluation) inScan(ctx context.Context, scan *picture.Scan) ([]library.Face, error) {
	s := &scoring.Subject{Preview: scan.Preview, Full: &scoring.Full{Parts: scan}}
	s.Photo.Width, s.Photo.Height = scan.Width, scan.Height
	return e.finder.Find(ctx, s)
}

// inPicture searches drawn pixels.
func (e *evaluation) inPicture(ctx context.Context, img *image.RGBA) ([]library.Face, error) {
	scan, err := picture.ScanPixels(ctx, img, 1, want())
	if err != nil {
		return nil, err
	}
	return e.inScan(ctx, scan)
}

// each does something for 0 to n, two at a time.
func each(n int, do func(i int)) {
	next := make(chan int)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// wrong prints how often a face was found where there is none.
func (e *evaluation) wrong() {
	e.line(fmt.Sprintf("faces where there are no people, together (at most %.0f %%)", 100*mostWrong),
		e.empty, e.empty.Value() <= mostWrong)
}
