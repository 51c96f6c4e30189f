package pictures

import "context"

// Vectors gives what PutVectors kept under those of the keys that have something. Errors
// are the store's.
func (ps *Pictures) Vectors(ctx context.Context, keys []string) (map[string][]byte, error) {
	return ps.thumbs.store.Vectors(ctx, keys)
}

// PutVectors keeps numbers that describe pictures beside the thumbnails, under keys of
// the caller's, all or none. They may be gone at any time. Errors are the store's.
func (ps *Pictures) PutVectors(ctx context.Context, vectors map[string][]byte) error {
	return ps.thumbs.store.PutVectors(ctx, vectors)
}
