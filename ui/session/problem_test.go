package session

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"keeplight.app/keeplight/library/message"
)

func TestWhyAPhotoCannotBeShownIsSaidInWordsForPeople(t *testing.T) {
	opening := func(err error) error {
		return fmt.Errorf("opening: %w", &fs.PathError{Op: "open", Path: "/card/a.jpg", Err: err})
	}
	for name, c := range map[string]struct {
		err  error
		want string
		out  bool
	}{
		"gone":      {opening(syscall.ENOENT), "isn't there any more", true},
		"forbidden": {opening(syscall.EACCES), "permission denied", true},
		"pulled":    {opening(syscall.EIO), "(input/output error)", true},
		"damaged":   {errors.New("the file is damaged"), "the file is damaged", false},
	} {
		t.Run(name, func(t *testing.T) {
			got := message.English(ProblemOf(c.err))
			if !strings.Contains(got, c.want) || strings.Contains(got, "/card") || OutOfReach(c.err) != c.out {
				t.Errorf("%v becomes %q, out of reach %v", c.err, got, OutOfReach(c.err))
			}
		})
	}
}
