//go:build unix

package main

import (
	"encoding/binary"
	"hash/crc32"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// makeHostile fills a folder with what a photo folder should not hold, and gives
// the names.
func makeHostile(t *testing.T, dir string) []string {
	t.Helper()
	files := map[string][]byte{
		"empty.jpg":           nil,
		"short.jpg":           truncated(),
		"huge.png":            hugePNG(30000, 30000),
		"rubbish.jpg":         []byte("no picture at all"),
		"two\nlines.jpg":      nil,
		"\x1b[31mescape.jpg":  nil,
		"bad\xff\xfename.jpg": nil,
	}
	names := []string{"fifo.jpg", "dangling.jpg", "loop.jpg"}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Skipf("this file system does not allow the name %q: %v", name, err)
		}
		names = append(names, name)
	}
	if err := unix.Mkfifo(filepath.Join(dir, "fifo.jpg"), 0o600); err != nil {
		t.Skipf("no FIFO can be made here: %v", err)
	}
	for name, target := range map[string]string{
		"dangling.jpg": "nothing.jpg", // leads nowhere
		"loop.jpg":     "loop.jpg",    // leads to itself
		"up":           "..",          // a folder that holds itself
	} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skipf("no link can be made here: %v", err)
		}
	}
	return names
}

// hugePNG is a complete PNG that claims w x h pixels and holds none.
func hugePNG(w, h uint32) []byte {
	size := binary.BigEndian.AppendUint32(nil, w)
	size = binary.BigEndian.AppendUint32(size, h)
	png := []byte("\x89PNG\r\n\x1a\n")
	png = appendChunk(png, "IHDR", append(size, 8, 2, 0, 0, 0))
	png = appendChunk(png, "IDAT", nil)
	return appendChunk(png, "IEND", nil)
}

func appendChunk(png []byte, kind string, data []byte) []byte {
	png = binary.BigEndian.AppendUint32(png, uint32(len(data)))
	body := append([]byte(kind), data...)
	png = append(png, body...)
	return binary.BigEndian.AppendUint32(png, crc32.ChecksumIEEE(body))
}
