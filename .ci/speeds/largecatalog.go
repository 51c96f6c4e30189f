package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"os"
	"path/filepath"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/scan"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/measure"
)

// scoredTiles is how many photos are measured. The others take over what was said of
// one of these, since to measure all would take half an hour.
const scoredTiles = 200

// fillCatalog puts a large shoot into a catalogue as it is when all has been read and
// scored.
func fillCatalog(ctx context.Context, home, folder string) (err error) {
	scores, err := measureTiles(ctx)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(home, 0o755); err != nil {
		return err
	}
	cat, err := catalog.Open(home)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cat.Close()) }()
	_, err = scan.Options{}.Walk(ctx, folder, func(files []catalog.File) error {
		photos, err := cat.PutFiles(ctx, files)
		if err != nil {
			return err
		}
		var reads []catalog.Read
		var rows []catalog.ScoreRow
		for i := range photos {
			read, err := readTile(&photos[i])
			if err != nil {
				return err
			}
			var number int
			if _, err := fmt.Sscanf(filepath.Base(photos[i].Path), "IMG_%d.jpg", &number); err != nil {
				return err
			}
			score := scores[number%len(scores)]
			score.Hash = read.Hash
			// Hardly two are equal, so that their order means something.
			score.Overall.Mean = float64(number*7919%10_000) / 1000
			reads, rows = append(reads, read), append(rows, catalog.ScoreRow{ID: read.ID, Score: score})
		}
		return errors.Join(cat.SetRead(ctx, reads), cat.SaveScores(ctx, rows))
	})
	return err
}

// readTile gives what reading a photo tells.
func readTile(p *library.Photo) (catalog.Read, error) {
	data, err := os.ReadFile(p.Path)
	if err != nil {
		return catalog.Read{}, err
	}
	capture, _, err := exif.ReadDated(data, library.JPEG)
	return catalog.Read{
		ID: p.ID, Hash: picture.ImageHash(data, library.JPEG), Width: tileWide, Height: tileHigh, Capture: capture,
	}, err
}

// measureTiles scores the first photos by their pixels.
func measureTiles(ctx context.Context) ([]library.Score, error) {
	scorer := measure.New()
	all := make([]library.Score, scoredTiles)
	for i := range all {
		tile := drawTile(i)
		preview := image.NewRGBA(tile.Bounds())
		draw.Draw(preview, preview.Bounds(), tile, image.Point{}, draw.Src)
		score, err := scorer.Score(ctx, &scoring.Subject{Preview: preview})
		if err != nil {
			return nil, err
		}
		score.By, score.ScoredAt = scorer.Provenance(), time.Now()
		all[i] = score
	}
	return all, nil
}
