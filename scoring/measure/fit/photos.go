package main

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"

	"keeplight.app/keeplight/library/picture"
)

// photo is a photograph to make training pictures of.
type photo struct {
	name string // as it is kept with the rows
	path string
	// sharp is how many pixels of the file its detail is worth, 0..1 along each
	// side: files from cameras are soft at full size.
	sharp float64
}

const (
	fromCamera = 0.6
	reduced    = 1.0 // made smaller already by whoever published it
)

// largestSide bounds what is read of a photo, so that a hundred of them can be
// worked through in minutes.
const largestSide = 3600

// photosIn gives those that are there: of the folder of photos, and those in extra, into
// which packages were unpacked. They are chosen by eye: neither soft, nor noisy,
// nor drawn.
func photosIn(dir, extra string) ([]photo, error) {
	clean, err := filepath.Glob(filepath.Join(dir, "clean", "*.png"))
	if err != nil {
		return nil, fmt.Errorf("looking for clean photos: %w", err)
	}
	var found []photo
	for _, path := range clean {
		found = append(found, photo{"clean/" + filepath.Base(path), path, reduced})
	}
	add := func(base, title string, sharp float64, names []string) {
		for _, name := range names {
			path := filepath.Join(base, name)
			if _, err := os.Stat(path); err == nil {
				found = append(found, photo{title + "/" + name, path, sharp})
			}
		}
	}
	shared := func(folder string, sharp float64, names []string) {
		add(filepath.Join(dir, folder), folder, sharp, names)
	}
	shared("nature", fromCamera, natureLarge())
	shared("nature", reduced, natureSmall())
	shared("camera", fromCamera, cameraLarge())
	shared("camera", reduced, cameraSmall())
	shared("sequence", reduced, []string{"01.jpg", "08.jpg", "15.jpg", "22.jpg", "29.jpg"})
	for _, p := range packages() {
		add(filepath.Join(extra, p.name, filepath.FromSlash(p.folder)), p.name, fromCamera, p.photos)
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("there are no photos in %s", dir)
	}
	return found, nil
}

// load reads a photo, made smaller where it is very large.
func (p photo) load() (*image.RGBA, error) {
	read, err := picture.Load(context.Background(), p.path, largestSide)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", p.path, err)
	}
	return read.Pixels, nil
}

func natureLarge() []string {
	return []string{"book-beside-flowers.jpg", "craft-beer.jpg", "handwritten-notes.jpg", "japanese-shop.jpg"}
}

func natureSmall() []string {
	return []string{
		"cyclamen_persicum.jpg", "el_torcal_rocks.jpg", "notocactus_minimus.jpg", "orychophragmus_violaceus.jpg",
		"polemonium_reptans.jpg", "prairie_falcon.jpg", "silver_fir.jpg", "tanners_ridge.jpg", "wood_anemones.jpg",
	}
}

func cameraLarge() []string {
	return []string{
		"jpg__Apple_iPhone_5.jpg", "jpg__Canon_EOS-1D_Mark_III_(via_Adobe_Lightroom).jpg", "jpg__Canon_PowerShot_A20.jpg",
		"jpg__Canon_PowerShot_S40_(2).jpg", "jpg__Canon_PowerShot_SD100.jpg", "jpg__Canon_PowerShot_SD600.jpg",
		"jpg__Canon_Powershot_S90.jpg", "jpg__Casio_QV-3000EX.jpg", "jpg__Epson_PhotoPC_3000Z.jpg",
		"jpg__FujiFilm_FinePix2650.jpg", "jpg__FujiFilm_FinePix_F40fd.jpg", "jpg__HP_PhotoSmart_C812.jpg", "jpg__Issue_177.jpg",
		"jpg__Issue_211.jpg", "jpg__Issue_242.jpg", "jpg__Issue_266.jpg", "jpg__Kodak_DX6490.jpg", "jpg__Kodak_Z1012_IS.jpg",
		"jpg__Minolta_DiMAGE_5.jpg",
	}
}

func cameraSmall() []string {
	return []string{
		"jpg__Canon_EOS_7D.jpg", "jpg__Canon_IXUS_400.jpg", "jpg__Canon_PowerShot_G2_(3).jpg", "jpg__Canon_PowerShot_S30_(2).jpg",
		"jpg__FujiFilm_FinePixS1Pro_(4).jpg", "jpg__Nikon_D5000.jpg",
	}
}
