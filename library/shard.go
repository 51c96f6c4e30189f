package library

import (
	"errors"
	"fmt"
	"hash/fnv"
	"path/filepath"
	"strconv"
	"strings"
)

// maxShards bounds into how many parts a folder can be divided.
const maxShards = 1_000_000

// ErrShard says that a text names no shard.
var ErrShard = errors.New("name a shard as i/n, from 1/n to n/n: 3/20 is the third of 20")

// Shard is one of several parts of a folder's photos, which machines that know nothing of
// each other can take. The zero value is the whole folder.
type Shard struct {
	Index int // 1..Of
	Of    int // how many shards there are, 1..1,000,000; 0 for the whole folder
}

// ParseShard reads "3/20". The error is ErrShard.
func ParseShard(text string) (Shard, error) {
	index, of, ok := strings.Cut(text, "/")
	i, errIndex := strconv.Atoi(index)
	n, errOf := strconv.Atoi(of)
	if !ok || errIndex != nil || errOf != nil || i < 1 || i > n || n > maxShards {
		return Shard{}, fmt.Errorf("%q: %w", Display(text), ErrShard)
	}
	return Shard{Index: i, Of: n}, nil
}

// Has is true for the photos of the shard, by their path relative to the folder alone: that
// is the same on every machine and however the folder is named.
func (s Shard) Has(relative string) bool {
	return s.Of <= 1 || partOf(relative, s.Of) == s.Index-1
}

// partOf gives which of n parts a path is in, from 0. The path's bytes, with slashes, are
// hashed by FNV-1a of 64 bits (Fowler, Noll and Vo). Its halves are joined, because its
// lowest bit alone says no more than whether the bytes' sum is even.
func partOf(relative string, n int) int {
	h := fnv.New64a()
	_, _ = h.Write([]byte(filepath.ToSlash(relative))) // a hash takes all
	sum := h.Sum64()
	return int((sum>>32 ^ sum) % uint64(n))
}
