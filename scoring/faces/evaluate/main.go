// Command evaluate prints how right the search for faces is: whether drawn lids that
// open step by step look ever more open, how many drawn faces are found, and how often
// a face is found where there is none, each with a 95 % interval.
//
//	go run ./scoring/faces/evaluate -photos DIR
//	go run ./scoring/faces/evaluate -eyes DIR
//
// -eyes takes a folder of one's own: photos of people in its subfolders closed and
// open, of which the largest face of each counts. What is missing is said.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"

	assets "keeplight.app/keeplight/assets/faces"
	"keeplight.app/keeplight/scoring/faces"
	"keeplight.app/keeplight/scoring/measure"
)

func main() {
	photos := flag.String("photos", defaultPhotos(), "folder with clean/, nature/ and rated/flive_voc/images/")
	eyes := flag.String("eyes", "", "folder with closed/ and open/: only tell how well these are told apart")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, *photos, *eyes); err != nil {
		fmt.Fprintln(os.Stderr, "evaluate:", err)
		os.Exit(1)
	}
}

func defaultPhotos() string {
	if dir := os.Getenv("KEEPLIGHT_PHOTOS"); dir != "" {
		return dir
	}
	return filepath.Join("..", "shared", "photos")
}

func run(ctx context.Context, out io.Writer, photos, eyes string) error {
	f, err := faces.New(assets.Detector, assets.Landmarks, measure.NewTiles())
	if err != nil {
		return err
	}
	e := evaluation{finder: f, scorer: measure.New(), out: out}
	if eyes != "" {
		return e.labelled(ctx, eyes)
	}
	fmt.Fprintln(out, "\nFaces: shares with their 95 % intervals by Wilson")
	for _, part := range []func(context.Context) error{
		e.lids, e.conditions, e.drawnFaces, e.attributes, e.scenes, func(ctx context.Context) error { return e.withoutPeople(ctx, photos) },
		func(ctx context.Context) error { return e.rated(ctx, photos) },
	} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	e.wrong()
	fmt.Fprintln(out, "Not measured here: real people's eyes (use -eyes with photos of your own), real sunglasses, masks,")
	fmt.Fprintln(out, "  faces at 90 degrees, and East Asian eyes by label. No photo of these is at hand.")
	return nil
}
