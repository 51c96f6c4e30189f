package filecache

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"keeplight.app/keeplight/library/safefile"
)

const (
	// piece is how many bytes are read before somebody else may go first.
	piece = 1 << 20

	// patience is how long the reading of one file lets others go first: they may
	// wait for a drive that does not answer.
	patience = 2 * time.Second

	// worth is how many times as long as reading a file it is worth waiting so that
	// it need not be read again: the drive is free for a person meanwhile. On a fast
	// disk that is no time, and on a card it is what scoring a photo takes.
	worth = 3
)

func checkSize(info fs.FileInfo, limit int64) error {
	if info.Mode().IsRegular() && info.Size() > limit {
		return fmt.Errorf("%w: %d MB, at most %d MB are read", safefile.ErrTooLarge, info.Size()>>20, limit>>20)
	}
	return nil
}

// fill reads an entry's file for all who wait for it.
func (c *Cache) fill(e *entry, limit int64, beat func()) {
	data, info, moved, err := c.readFile(e, limit, beat)
	c.mu.Lock()
	defer c.mu.Unlock()
	e.data, e.moved, e.err = data, moved, err
	if info != nil {
		e.info = info
	}
	if e.urgent {
		c.viewing--
	}
	close(e.read)
	c.announce()
}

// readFile gives a file's bytes, and whether it was written to or replaced
// meanwhile.
func (c *Cache) readFile(e *entry, limit int64, beat func()) (data []byte, info fs.FileInfo, moved bool, err error) {
	f, info, err := safefile.Open(e.path)
	if err != nil {
		return nil, nil, false, err
	}
	defer f.Close()
	if err := checkSize(info, limit); err != nil {
		return nil, info, false, err
	}
	buf := c.pool.take(int(info.Size()))
	n, err := c.readAll(e, c.wrap(f), buf[:info.Size()], beat)
	var after fs.FileInfo
	if err == nil {
		after, err = os.Stat(e.path)
	}
	if err != nil {
		c.pool.giveBack(buf, c.limit)
		return nil, info, false, fmt.Errorf("reading: %w", err)
	}
	return buf[:n], info, int64(n) != info.Size() || !isSame(info, after), nil
}

// readAll fills buf as far as there is something to read.
func (c *Cache) readAll(e *entry, r io.Reader, buf []byte, beat func()) (n int, err error) {
	left := patience
	start := time.Now()
	for n < len(buf) && err == nil {
		left -= c.giveWay(e, left)
		var more int
		more, err = io.ReadFull(r, buf[n:min(n+piece, len(buf))])
		n += more
		beat()
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil // it became shorter
	}
	c.setPace(time.Since(start) - (patience - left))
	return n, err
}

// giveWay waits for as long as a person waits for other bytes than these, but for no
// longer than most, and tells for how long.
func (c *Cache) giveWay(e *entry, most time.Duration) (waited time.Duration) {
	start := time.Now()
	c.mu.Lock()
	for c.viewing > 0 && !e.urgent && waited < most {
		c.waitForChange(most - waited)
		waited = time.Since(start)
	}
	c.mu.Unlock()
	return waited
}

// reserve waits until a file of so many bytes can be kept, but no longer than
// reading it again is worth. It is false where there is no room then.
func (c *Cache) reserve(size int64, done <-chan struct{}) bool {
	start := time.Now()
	c.mu.Lock()
	defer c.mu.Unlock()
	for c.kept+c.reserved+size > c.limit {
		left := worth*c.pace - time.Since(start)
		if size > c.limit || left <= 0 || isClosed(done) {
			return false
		}
		c.waitForChange(left)
	}
	c.reserved += size
	return true
}

// waitForChange lets go of mu until something changes, or for so long.
func (c *Cache) waitForChange(most time.Duration) {
	changed := c.changed
	c.mu.Unlock()
	timer := time.NewTimer(most)
	select {
	case <-changed:
	case <-timer.C:
	}
	timer.Stop()
	c.mu.Lock()
}

func (c *Cache) setPace(took time.Duration) {
	const smoothing = 4 // files
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pace == 0 {
		c.pace = took
	}
	c.pace += (took - c.pace) / smoothing
}

func (c *Cache) countViewing(by int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.viewing += by
	c.announce()
}

// makeUrgent lets an entry that is being read go before others. mu is held.
func (c *Cache) makeUrgent(e *entry) {
	if !e.urgent {
		e.urgent = true
		c.viewing++
		c.announce()
	}
}

// calm undoes makeUrgent. mu is held.
func (c *Cache) calm(e *entry) {
	e.urgent = false
	c.viewing--
	c.announce()
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
