package trash

import (
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"time"
)

const (
	infoSuffix = ".trashinfo"
	infoHead   = "[Trash Info]"
	infoDate   = "2006-01-02T15:04:05" // local time, as the specification says

	// maxInfo is how many bytes of a trashinfo are read: a path of 4,096 bytes, each
	// written as three, and some lines of other programs.
	maxInfo = 64 << 10
)

var errNotInfo = errors.New("it is not a trashinfo file")

// encodeInfo writes what the trash remembers of a file: its path, absolute or relative
// to the volume's top, and when it was put there.
func encodeInfo(path string, at time.Time) []byte {
	return fmt.Appendf(nil, "%s\nPath=%s\nDeletionDate=%s\n", infoHead, escapePath(path), at.Local().Format(infoDate))
}

// escapePath writes a path as in a URL (RFC 2396): every byte but letters, digits,
// slashes and a few marks as a percentage.
func escapePath(path string) string {
	parts := strings.Split(filepath.ToSlash(path), "/")
	for i, p := range parts {
		parts[i] = strings.ReplaceAll(url.QueryEscape(p), "+", "%20")
	}
	return strings.Join(parts, "/")
}

// decodeInfo reads the path of a trashinfo of any program: the first Path after the
// head counts.
func decodeInfo(data []byte) (path string, err error) {
	head := false
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\r\n")
		if !head {
			if head = line == infoHead; !head && line != "" && line[0] != '#' {
				return "", errNotInfo
			}
			continue
		}
		if escaped, ok := strings.CutPrefix(line, "Path="); ok {
			path, err := url.PathUnescape(escaped)
			if err != nil || path == "" || strings.ContainsRune(path, 0) {
				return "", errNotInfo
			}
			return filepath.FromSlash(path), nil
		}
	}
	return "", errNotInfo
}
