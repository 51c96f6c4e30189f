package main

import (
	"fmt"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"time"

	"keeplight.app/keeplight/library/phototest"
)

// The shape of a large shoot: as a camera leaves it, in folders of a thousand, most of
// it in bursts.
const (
	perFolder = 1000
	perBurst  = 5
	tileWide  = 144 // pixels; nobody looks at them
	tileHigh  = 96
)

// drawLargeShoot writes n tiny photos that all differ, each with what a camera writes
// down, unless the last of them is there.
func drawLargeShoot(folder string, n int) error {
	if _, err := os.Stat(largeName(folder, n-1)); err == nil {
		return nil
	}
	then := time.Now().Add(-time.Hour)
	for i := range n {
		name := largeName(folder, i)
		if i%perFolder == 0 {
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				return err
			}
		}
		data := phototest.JPEG(drawTile(i), phototest.Exif{Model: "Camera", Time: burstTime(i), ISO: 100 + i%7*100})
		if err := os.WriteFile(name, data, 0o600); err != nil {
			return err
		}
		if err := os.Chtimes(name, then, then); err != nil {
			return err
		}
	}
	return nil
}

func largeName(folder string, i int) string {
	return filepath.Join(folder, fmt.Sprintf("%03dCAM", 100+i/perFolder), fmt.Sprintf("IMG_%05d.jpg", i))
}

// burstTime is when a photo was taken: bursts of ten frames a second, 20 s apart.
func burstTime(i int) time.Time {
	first := time.Date(2026, time.May, 1, 8, 0, 0, 5e6, time.UTC)
	return first.Add(time.Duration(i/perBurst)*20*time.Second + time.Duration(i%perBurst)*100*time.Millisecond)
}

// drawTile draws what the frames of a burst have in common, in colours that no window
// has, and below it the photo's number in bars, so that all differ.
func drawTile(i int) image.Image {
	im := image.NewRGBA(image.Rect(0, 0, tileWide, tileHigh))
	scene := i / perBurst
	for y := range tileHigh {
		for x := range tileWide {
			v := uint8(190 + (x*(1+scene%7)+y*(1+scene/7%11)+scene)%60)
			if y >= tileHigh-8 {
				v = uint8(190 + 60*(i>>(x/8)&1))
			}
			im.SetRGBA(x, y, color.RGBA{R: v, G: uint8((scene / 77) % 40), B: v, A: 0xff})
		}
	}
	return im
}
