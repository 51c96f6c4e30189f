package measure

import "runtime"

// workspaces holds those that are not in use, for the next photo.
type workspaces chan *workspace

func newWorkspaces() workspaces { return make(chan *workspace, runtime.NumCPU()) }

// borrow gives a workspace that is not in use.
func (w workspaces) borrow() *workspace {
	select {
	case k := <-w:
		return k
	default:
		return newWorkspace()
	}
}

// giveBack keeps a workspace, but no more of them than there are processors.
func (w workspaces) giveBack(k *workspace) {
	select {
	case w <- k:
	default:
	}
}
