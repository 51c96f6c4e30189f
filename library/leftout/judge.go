package leftout

import (
	"context"
	"os"
	"time"

	"keeplight.app/keeplight/library/answer"
)

// besideTime is how long a judge waits to hear what lies beside a folder.
const besideTime = 500 * time.Millisecond

// Judge judges paths for who must not wait for a drive that says nothing: where it does
// not say what lies beside a folder, that is taken for one to be read. The zero value is
// ready; its methods may be called from any goroutine.
type Judge struct{ drives answer.Folders }

// OnTheWay is the package's OnTheWay.
func (j *Judge) OnTheWay(root, path string, isFolder bool) bool {
	return onTheWay(root, path, isFolder, func(dir string) ([]os.DirEntry, error) {
		return answer.Of(context.Background(), &j.drives, dir, besideTime, func() ([]os.DirEntry, error) { return os.ReadDir(dir) })
	})
}
