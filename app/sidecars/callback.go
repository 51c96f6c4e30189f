package sidecars

import (
	"context"

	"keeplight.app/keeplight/library"
)

// CallBack takes photos out of the queue that Write put there, where they are not
// written yet. Those whose folders are written at once stay: their turn comes anyway.
func (s *Sync) CallBack(ctx context.Context, ids []library.ID) error {
	return s.cat.UnqueueSidecars(ctx, ids)
}
