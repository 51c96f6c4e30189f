package catalog

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
)

// DefaultDir is where the catalogue is kept: the folder that the environment
// variable KEEPLIGHT_HOME names, else "keeplight" in the user's data folder
// (XDG_DATA_HOME or what the system uses instead). It makes no folder.
func DefaultDir() (string, error) {
	dir := os.Getenv("KEEPLIGHT_HOME")
	if dir == "" {
		dir = filepath.Join(xdg.DataHome, "keeplight")
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("finding the catalogue's folder: %w", err)
	}
	return abs, nil
}
