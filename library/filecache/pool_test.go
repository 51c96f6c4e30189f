package filecache

import (
	"testing"
	"testing/synctest"
	"time"
)

func free(p *pool) (n int64, pieces int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.bytes, len(p.free)
}

func TestAPoolGivesMemoryAgainWithinItsBounds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const limit = 64 << 20
		p := &pool{limit: limit}
		first := p.take(1000)
		p.giveBack(first, limit)
		if again := p.take(2000); &again[0] != &first[0] {
			t.Error("memory that is large enough was not used again")
		} else {
			p.giveBack(again, limit)
		}
		for range 100 {
			p.giveBack(make([]byte, 10<<20), limit)
		}
		p.giveBack(make([]byte, limit+1), limit)
		if n, pieces := free(p); n > limit || pieces != 6 {
			t.Errorf("%d bytes in %d pieces are free", n, pieces)
		}
		p.shrink(25 << 20)
		if n, _ := free(p); n != 20<<20 {
			t.Errorf("shrinking left %d bytes", n)
		}
		time.Sleep(freeFor)
		synctest.Wait()
		if n, _ := free(p); n != 0 {
			t.Errorf("%d bytes are kept for nobody", n)
		}
	})
}

func TestSmallFilesTakeLittleMoreMemoryThanTheyHave(t *testing.T) {
	p := pool{limit: DefaultBytes}
	for _, n := range []int{0, 1, 5_000, 21_000, 250_000, 3_000_000, 9_000_000, 40_000_000} {
		if got := len(p.take(n)); got < n || got > n+max(leastBufferStep, min(bufferStep, n)) || n < bufferStep/2 && got > n+max(leastBufferStep, n/4) {
			t.Errorf("%d bytes are given for %d", got, n)
		}
	}
	large := p.take(9_000_000)
	p.giveBack(large, DefaultBytes)
	if got := len(p.take(21_000)); got > 2*sizeFor(21_000) {
		t.Errorf("a small file keeps a buffer of %d bytes", got)
	}
}
