package window

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/scoring/models"
)

// storeOf makes a store whose publisher serves one small model.
func storeOf(t *testing.T, dir string, serve http.HandlerFunc) *models.Store {
	t.Helper()
	server := httptest.NewTLSServer(serve)
	t.Cleanup(server.Close)
	sum := sha256.Sum256(modelBytes())
	file := func(name string) models.File {
		return models.File{Name: name, Size: int64(len(modelBytes())), SHA256: hex.EncodeToString(sum[:])}
	}
	table := &models.Table{Models: []models.Model{{
		ID: "one", Name: "One", Role: models.Default, Repo: "me/one", Revision: strings.Repeat("a", 40), Licence: "MIT", Memory: 1e9,
		Model: file("one.gguf"), Projector: file("mmproj-one.gguf"),
	}}}
	return models.NewStore(dir, table, models.Options{
		Hosts: models.Hosts{Models: server.URL, Releases: server.URL, API: server.URL}, Client: server.Client(),
		Free: func(string) (int64, bool) { return 1 << 40, true },
		Wait: func(context.Context, time.Duration) error { return nil },
	})
}

func modelBytes() []byte { return bytes.Repeat([]byte("model"), 1000) }
