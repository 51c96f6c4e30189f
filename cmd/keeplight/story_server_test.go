//go:build !nogui && linux

package main

import (
	"context"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/app/servers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring/remote/standin"
)

// A person enters a server, tests it, agrees that pictures go there, loses it in the
// middle of a shoot, and goes on when it is back.
func TestStoryAServerScores(t *testing.T) {
	s := newStory(t)
	dir, jpegs := storyPhotos(t)
	played := standin.New(standin.Behaviour{})
	at, address, end := listen(t, played, "127.0.0.1:0")
	key := serverKey(t, address)
	s.start(dir)
	s.waitScored(len(jpegs))

	s.press("ctrl+k")
	s.pause()
	s.write("score with a server")
	s.press("Return")
	s.shot("where a server is entered")
	s.write(at)
	s.press("Return")
	s.waitFor("the test of the server", func() bool { return played.Got().Requests >= 2 })
	s.shot("what the test found")
	for _, p := range played.Got().Pictures {
		if len(p) > 5000 {
			t.Errorf("the test sent a picture of %d bytes, which is not the drawn one", len(p))
		}
	}
	asked := played.Got().Requests

	s.press("Return")
	s.shot("whether pictures may be sent")
	if n := played.Got().Requests; n != asked {
		t.Fatalf("%d questions were sent before the person agreed", n-asked)
	}
	s.press("y")
	s.waitFor("the server's scores", func() bool { return s.scoredBy(key) >= len(jpegs) })
	s.press("Escape")
	s.shot("the server's scores")

	end()
	write(t, filepath.Join(dir, "NEW_0001.jpg"), scene(77))
	s.waitScored(len(jpegs) + 1)
	time.Sleep(12 * time.Second) // it is asked again for so long
	s.shot("the server is gone, and what was scored stays")
	if n := s.scoredBy(key); n != len(jpegs) {
		t.Errorf("%d photos have the server's scores after it was lost, want %d", n, len(jpegs))
	}
	_, _, end = listen(t, played, strings.TrimPrefix(at, "http://"))
	defer end()
	s.press("ctrl+p")
	s.waitFor("the score of the new photo", func() bool { return s.scoredBy(key) > len(jpegs) })
	s.shot("the server is back")

	s.press("ctrl+k")
	s.pause()
	s.write("score with a server")
	s.press("Return")
	s.shot("a server that scores")
	s.press("Escape")
	s.quit()
	asked = questions(played)
	s.start()
	write(t, filepath.Join(dir, "NEW_0002.jpg"), scene(78)) // by its score the server is at work again
	s.waitFor("the score of another photo", func() bool { return s.scoredBy(key) > len(jpegs)+1 })
	s.shot("after a new start")
	s.quit()
	if n := questions(played) - asked; n != library.NumAttributes+1 {
		t.Errorf("%d questions were sent for one new photo", n)
	}
}

// questions is how often the server was asked for a value.
func questions(played *standin.Server) (n int) {
	for _, text := range played.Got().Texts {
		if strings.Contains(text, "Answer with nothing but") {
			n++
		}
	}
	return n
}

// listen serves a stand-in at an address of this computer.
func listen(t *testing.T, played *standin.Server, at string) (url, address string, end func()) {
	t.Helper()
	l, err := net.Listen("tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	h := &http.Server{Handler: played}
	go h.Serve(l)
	url = "http://" + l.Addr().String()
	return url, url + "/v1", func() { h.Close() }
}

// serverKey is the key under which the scores of a stand-in are stored.
func serverKey(t *testing.T, address string) string {
	t.Helper()
	scorer, _, err := servers.Start(t.Context(), servers.Server{Address: address, Model: standin.Model, Agreed: true}, "", servers.How("", "", false, nil), servers.Patience{})
	if err != nil {
		t.Fatal(err)
	}
	return scorer.Provenance().Key()
}

// scoredBy is how many photos have a score under a key.
func (s *story) scoredBy(key string) (n int) {
	s.t.Helper()
	if _, err := os.Stat(filepath.Join(s.home, "catalog.db")); err != nil {
		return 0
	}
	s.saved(func(ctx context.Context, c *catalog.Catalog) error {
		var scores map[library.ID]*library.Score
		scores, err := c.Scores(ctx, nil, key)
		n = len(scores)
		return err
	})
	return n
}
