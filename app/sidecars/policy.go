package sidecars

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// Policy says when the decisions about the photos of a folder tree are written into
// sidecars.
type Policy = catalog.SidecarPolicy

// The policies. A card is never written to, and no answer changes that.
const (
	Ask       = catalog.AskSidecars   // not answered yet: nothing is written
	OnRequest = catalog.SidecarsAsked // when the person asks for it
	AtOnce    = catalog.SidecarsAtOnce
	Never     = catalog.NoSidecars
	Card      = Policy("card") // is never stored: the folder lies on a memory card
)

// Tree is a folder tree with its policy.
type Tree = catalog.SidecarTree

// Policy gives the policy of the folder, or of the photo's folder, that a path is, and
// the folder whose answer that is; "" where nobody has answered for any around it.
func (s *Sync) Policy(ctx context.Context, path string) (p Policy, tree string, err error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return Ask, "", fmt.Errorf("finding the folder: %w", err)
	}
	if s.isOnCard(abs) {
		return Card, "", nil
	}
	trees, err := s.cat.SidecarTrees(ctx)
	if err != nil {
		return Ask, "", err
	}
	for _, t := range trees {
		if (abs == t.Folder || library.Below(abs, t.Folder)) && len(t.Folder) > len(tree) {
			p, tree = t.Policy, t.Folder
		}
	}
	return p, tree, nil
}

// SetPolicy stores the answer for a folder tree; Ask takes an answer back. AtOnce
// queues what was decided there before; Never takes the tree out of the queue. The
// answer for a folder within the tree stays. It is refused for a card, with ErrCard.
func (s *Sync) SetPolicy(ctx context.Context, folder string, p Policy) error {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return fmt.Errorf("finding the folder: %w", err)
	}
	if info, err := os.Stat(abs); err == nil && !info.IsDir() {
		abs = filepath.Dir(abs) // a photo that was opened by itself
	}
	if (p == AtOnce || p == OnRequest) && s.isOnCard(abs) {
		return ErrCard
	}
	if err := s.cat.SetSidecarPolicy(ctx, abs, p); err != nil {
		return err
	}
	s.Wake()
	return nil
}

// Trees gives the folder trees for which there is an answer, in order of their paths.
func (s *Sync) Trees(ctx context.Context) ([]Tree, error) { return s.cat.SidecarTrees(ctx) }
