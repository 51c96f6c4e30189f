package catalog

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net/url"
	"path/filepath"

	"github.com/mattn/go-sqlite3"
)

// maxRowBytes bounds one value read from a file that may be damaged or planted.
const maxRowBytes = 64 << 20

// access is how a database file is opened.
type access struct {
	mode      string // SQLite's: "ro", "rw" or "rwc"
	immutable bool   // nobody changes the file meanwhile, so SQLite makes none beside it
	pragmas   []string
}

// readAccess never writes: it neither migrates nor checkpoints.
func readAccess() access {
	return access{mode: "ro", pragmas: []string{"query_only = ON"}}
}

// overwrites has deleted rows overwritten with zeros, so that nobody reads in the file
// what a person had deleted.
const overwrites = "secure_delete = ON"

// writeAccess asks the disk to keep every commit before it returns.
func writeAccess(mode string) access {
	return access{mode: mode, pragmas: []string{"journal_mode = WAL", "synchronous = FULL", overwrites}}
}

// laxAccess may lose the last commits in a power cut.
func laxAccess() access {
	return access{mode: "rwc", pragmas: []string{"journal_mode = WAL", "synchronous = OFF"}}
}

// connector opens connections with their pragmas set. It stands in for a
// registered driver name, which would be state of the whole process.
type connector struct {
	driver *sqlite3.SQLiteDriver
	dsn    string
}

func (c connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.dsn) }

func (c connector) Driver() driver.Driver { return c.driver }

// connect gives a pool of at most conns connections to the file at path. It
// opens none yet, so errors come with the first use.
func connect(path string, a access, conns int) *sql.DB {
	pragmas := append([]string{
		"busy_timeout = 10000",
		"foreign_keys = ON",
		"trusted_schema = OFF",
		"cell_size_check = ON",
		"cache_size = -16000",
	}, a.pragmas...)
	drv := &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		c.SetLimit(sqlite3.SQLITE_LIMIT_LENGTH, maxRowBytes)
		for _, p := range pragmas {
			if _, err := c.Exec("PRAGMA "+p, nil); err != nil {
				return fmt.Errorf("setting %s: %w", p, err)
			}
		}
		return nil
	}}
	db := sql.OpenDB(connector{driver: drv, dsn: dsn(path, a)})
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return db
}

// dsn spells a path as a URI, so that no character of a folder's name can be
// taken for an option.
func dsn(path string, a access) string {
	q := url.Values{"mode": {a.mode}}
	if a.immutable {
		q.Set("immutable", "1")
	}
	if a.mode != "ro" {
		// A transaction that will write says so at once, instead of failing
		// half-way because another one was first.
		q.Set("_txlock", "immediate")
	}
	slashed := filepath.ToSlash(path)
	if slashed == "" || slashed[0] != '/' {
		slashed = "/" + slashed // a Windows drive
	}
	u := url.URL{Scheme: "file", Path: slashed, RawQuery: q.Encode()}
	return u.String()
}
