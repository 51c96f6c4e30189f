package burst

import (
	"hash/maphash"
	"math/bits"
)

// hashes finds shots of the same pixels: places by their hash, with half of the slots
// free at least. A map of tens of thousands of strings costs several times as much.
type hashes struct {
	seed  maphash.Seed
	slots []slot
}

// slot is a place and one more, 0 for none, with a part of its hash: most of what is in
// the way of a shot is told from it by that.
type slot struct {
	at  int32
	tag uint32
}

func newHashes(shots int) *hashes {
	return &hashes{maphash.MakeSeed(), make([]slot, 1<<bits.Len(uint(2*shots)))}
}

// first gives the place of the shot with the pixels of that at i that was put in first: i
// where there is none so far.
func (h *hashes) first(shots []shot, i int) int {
	hash, mask := shots[i].Photo.Hash, uint64(len(h.slots)-1)
	sum := maphash.String(h.seed, string(hash))
	tag := uint32(sum >> 32)
	for place := sum & mask; ; place = (place + 1) & mask {
		switch s := &h.slots[place]; {
		case s.at == 0:
			*s = slot{int32(i + 1), tag}
			return i
		case s.tag == tag && shots[s.at-1].Photo.Hash == hash:
			return int(s.at) - 1
		}
	}
}
