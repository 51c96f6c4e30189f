package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// debianPackage is a package of Debian 12 with freely licensed photographs.
// assets/calibration/README.md lists who took them and under which terms.
type debianPackage struct {
	name, version string
	digest        string // SHA-256 of the .deb
	folder        string // with the photos, inside the package
	photos        []string
}

func packages() []debianPackage {
	return []debianPackage{
		{
			"lomiri-wallpapers-16.04", "20.04.0-2", "a99ff6a3bfe451e4cc0682ecb3cc82e71740626d59e4845ae34a0a0e45421eab",
			"usr/share/backgrounds",
			[]string{
				"Bridge_by_Sander_Klootwijk.jpg", "Dragonfly_by_Bolly.jpg", "Picture_0B_by_freespace.jpg", "Picture_1A_by_freespace.jpg",
				"Wine_by_Jakkub_Mede.jpg", "aitzgorri_by_Aitzol_Berasategi.jpg", "free_by_Peter_Nerlich.jpg", "friends_by_Aitzol_Berasategi.jpg",
				"greentock_by_Peter_Nerlich.jpg", "life_by_Aitzol_Berasategi.jpg", "picosdeeuropa_by_Aitzol_Berasategi.jpg",
				"seeding_by_Clements_Engelhardt.jpg", "sunset_by_Aitzol_Berasategi.jpg",
			},
		},
		{
			"lomiri-wallpapers-20.04", "20.04.0-2", "d44e89b8473aafe64a5b678f014862dc31335aaaf18665c544d985d854f1a709",
			"usr/share/backgrounds",
			[]string{"Kleiber_by_Lukas_Baubkus.jpg"},
		},
		{
			"mate-backgrounds", "1.26.0-1", "7bf4c2209f34b4f61ba6d24c8b58c28b361e82e4b943aae6d42c030169af9e04",
			"usr/share/backgrounds/mate/nature",
			[]string{
				"Aqua.jpg", "Blinds.jpg", "Dune.jpg", "FreshFlower.jpg", "Garden.jpg", "GreenMeadow.jpg", "LadyBird.jpg", "RainDrops.jpg",
				"Storm.jpg", "TwoWings.jpg", "Wood.jpg", "YellowFlower.jpg",
			},
		},
		{
			"plasma-workspace-wallpapers", "4:5.27.5-2", "32cd18b71c8c938a18b3b351f217c02ac590e323caa3cf322fbb875ce8892f8b",
			"usr/share/wallpapers",
			[]string{
				"BytheWater/contents/images/2560x1600.jpg", "ColdRipple/contents/images/2560x1600.jpg",
				"ColorfulCups/contents/images/2560x1600.jpg", "DarkestHour/contents/images/2560x1600.jpg",
				"EveningGlow/contents/images/2560x1600.jpg", "FallenLeaf/contents/images/2560x1600.jpg",
				"Grey/contents/images/2560x1600.jpg", "Kite/contents/images/2560x1600.jpg", "OneStandsOut/contents/images/2560x1600.jpg",
				"Path/contents/images/2560x1600.jpg", "summer_1am/contents/images/2560x1600.jpg",
			},
		},
	}
}

// fetchAll downloads and unpacks the packages that are not in dir yet, and says
// which could not be had: without them there are fewer photos.
func fetchAll(dir string) {
	for _, p := range packages() {
		if err := p.fetch(dir); err != nil {
			fmt.Printf("Without the photos of %s: %v\n", p.name, err)
		}
	}
}

// errDigest says that a package is not the one that is listed.
var errDigest = errors.New("its SHA-256 is another")

func (p debianPackage) fetch(dir string) error {
	to := filepath.Join(dir, p.name)
	if _, err := os.Stat(to); err == nil {
		return nil
	}
	fresh, err := os.MkdirTemp("", "keeplight-photos-")
	if err != nil {
		return fmt.Errorf("making a folder for the download: %w", err)
	}
	defer os.RemoveAll(fresh)
	get := exec.Command("apt-get", "download", p.name+"="+p.version)
	get.Dir = fresh
	if out, err := get.CombinedOutput(); err != nil {
		return fmt.Errorf("downloading it: %w: %s", err, out)
	}
	debs, err := filepath.Glob(filepath.Join(fresh, "*.deb"))
	if err != nil || len(debs) != 1 {
		return fmt.Errorf("downloading it gave %d files: %w", len(debs), err)
	}
	data, err := os.ReadFile(debs[0])
	if err != nil {
		return fmt.Errorf("reading the package: %w", err)
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != p.digest {
		return errDigest
	}
	unpacked := filepath.Join(fresh, p.name)
	if out, err := exec.Command("dpkg-deb", "-x", debs[0], unpacked).CombinedOutput(); err != nil {
		return fmt.Errorf("unpacking it: %w: %s", err, out)
	}
	// Renaming comes last, so that half a package is never taken for a whole one.
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("making %s: %w", dir, err)
	}
	if out, err := exec.Command("cp", "-r", unpacked, to).CombinedOutput(); err != nil {
		return fmt.Errorf("keeping it: %w: %s", err, out)
	}
	return nil
}
