package sidecars

import (
	"cmp"
	"context"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/sidecar"
)

// look is what was found of one photo.
type look struct {
	photo     *library.Photo
	readings  []reading // that are the photo's and can be read, in the order of sourcesOf
	rows      []catalog.Sidecar
	known     []catalog.SidecarConflict
	isOurs    func(Field) bool
	mark      *catalog.TakenMark
	conflicts []catalog.SidecarConflict
	unread    []Unread
}

// lookAt looks at a photo's sources. It gives nil where nothing was written to them
// since they were last read.
func lookAt(l *listing, p *library.Photo, rows []catalog.Sidecar, known []catalog.SidecarConflict, labels sidecar.LabelNames, isOurs func(Field) bool) *look {
	var sources []source
	there := map[string]bool{}
	changed := false
	for _, s := range l.sourcesOf(p) {
		same, err := s.isAsBefore(rowOf(rows, s.path, ""))
		if isGone(err) {
			continue
		}
		sources, there[s.path] = append(sources, s), true
		changed = changed || !same
	}
	for i := range rows {
		changed = changed || !there[rows[i].Path]
	}
	if !changed {
		return nil
	}
	k := &look{photo: p, rows: rows, known: known, isOurs: isOurs}
	for _, s := range sources {
		r := s.read(labels)
		switch {
		case isGone(r.problem):
		case r.problem != nil && !s.embedded:
			k.unread = append(k.unread, Unread{Path: s.path, Photo: p.ID, Reason: r.problem})
		case l.belongs(&s, &r.said, p):
			k.readings = append(k.readings, r)
		}
	}
	k.decide()
	return k
}

// isNews is true for a source with other bytes than those that were last read.
func (k *look) isNews(r *reading) bool {
	row := rowOf(k.rows, r.path, r.version.Digest)
	return row == nil || row.Digest != r.version.Digest
}

// newest gives the sidecar that counts: of those with news the newest, for at first
// reading nothing else is known of them.
func (k *look) newest() *reading {
	var best *reading
	for i := range k.readings {
		r := &k.readings[i]
		if !r.embedded && k.isNews(r) && (best == nil || r.date().After(best.date())) {
			best = r
		}
	}
	return best
}

// base gives what the photo had in common with a sidecar: with another one where this
// one is new.
func (k *look) base(r *reading) base {
	if row := rowOf(k.rows, r.path, r.version.Digest); row != nil {
		return baseOf(row)
	}
	var last *catalog.Sidecar
	for i := range k.rows {
		if row := &k.rows[i]; !k.isImage(row.Path) && (last == nil || row.ModTime.After(last.ModTime)) {
			last = row
		}
	}
	return baseOf(last)
}

func (k *look) isImage(path string) bool { return slices.Contains(imagesOf(k.photo), path) }

// decide works out what the photo takes over and what it cannot.
func (k *look) decide() {
	mark := catalog.TakenMark{Mark: catalog.Mark{ID: k.photo.ID}, Was: k.photo.Decision}
	k.conflicts = k.known
	if r := k.newest(); r != nil {
		k.conflicts = nil
		b := k.base(r)
		mark.Path, mark.By = r.path, r.said.Program
		for _, f := range fields() {
			theirs, o := compare(f, k.photo.Decision, &b, &r.said, k.isOurs)
			asked := slices.ContainsFunc(k.known, func(c catalog.SidecarConflict) bool { return c.Field == f })
			switch {
			case o == clash, asked && o != agreed:
				k.conflicts = append(k.conflicts, catalog.SidecarConflict{
					ID: k.photo.ID, Field: f, Theirs: with(f, library.Decision{}, theirs), Path: r.path, Program: r.said.Program,
				})
			case o == onlyTheirs:
				set(&mark.Mark, f, theirs)
			}
		}
	}
	k.takeEmbedded(&mark)
	if mark.Flag != nil || mark.Rating != nil || mark.Label != nil {
		k.mark = &mark
	}
}

// takeEmbedded fills in what no sidecar says and nobody has decided.
func (k *look) takeEmbedded(mark *catalog.TakenMark) {
	for i := range k.readings {
		r := &k.readings[i]
		if !r.embedded || !k.isNews(r) {
			continue
		}
		said, was := saidOf(&r.said), baseOf(rowOf(k.rows, r.path, ""))
		for _, f := range fields() {
			value := valueOf(f, said.Decision)
			isFree := valueOf(f, k.photo.Decision) == 0 && !isSet(&mark.Mark, f)
			if value == 0 || !isFree || value == valueOf(f, was.said.Decision) || k.sidecarSays(f) || k.isOurs(f) {
				continue
			}
			set(&mark.Mark, f, value)
			if mark.Path == "" {
				mark.Path, mark.By = r.path, r.said.Program
			}
		}
	}
}

func (k *look) sidecarSays(f Field) bool {
	return slices.ContainsFunc(k.readings, func(r reading) bool {
		said := saidOf(&r.said)
		return !r.embedded && says(f, &said)
	})
}

// set puts a field's value into a mark.
func set(m *catalog.Mark, f Field, value int) {
	d := with(f, library.Decision{}, value)
	switch f {
	case Flag:
		m.Flag = &d.Flag
	case Rating:
		m.Rating = &d.Rating
	case Label:
		m.Label = &d.Label
	}
}

func isSet(m *catalog.Mark, f Field) bool {
	switch f {
	case Flag:
		return m.Flag != nil
	case Rating:
		return m.Rating != nil
	}
	return m.Label != nil
}

// remembered gives the sources as they are now, and whether that is any news.
func (k *look) remembered() (rows []catalog.Sidecar, news bool) {
	for i := range k.readings {
		r := &k.readings[i]
		row := catalog.Sidecar{
			ID: k.photo.ID, Path: r.path, Size: r.version.Size, ModTime: r.version.ModTime, Digest: r.version.Digest, Said: saidOf(&r.said),
		}
		if old := rowOf(k.rows, r.path, r.version.Digest); old != nil {
			row.Written, row.Made = old.Written, old.Made
			news = news || old.Path != row.Path || old.Size != row.Size || !old.ModTime.Equal(row.ModTime) || old.Digest != row.Digest
		} else {
			news = true
		}
		rows = append(rows, row)
	}
	return rows, news || len(k.gone()) > 0
}

// gone gives the rows of sources that are there no more. One that cannot be read now
// may well be read again.
func (k *look) gone() (gone []catalog.Sidecar) {
	for i := range k.rows {
		path := k.rows[i].Path
		isRead := slices.ContainsFunc(k.readings, func(r reading) bool { return r.path == path })
		if !isRead && !slices.ContainsFunc(k.unread, func(u Unread) bool { return u.Path == path }) {
			gone = append(gone, k.rows[i])
		}
	}
	return gone
}

// words gives what the sources say in words: for each kind the newest sidecar's, then
// what the file itself holds.
func (k *look) words() library.Metadata {
	from := make([]*reading, 0, len(k.readings))
	for i := range k.readings {
		from = append(from, &k.readings[i])
	}
	slices.SortStableFunc(from, func(a, b *reading) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), b.date().Compare(a.date()))
	})
	var m library.Metadata
	for _, r := range from {
		w := shortened(&r.said)
		m.Title, m.Caption, m.Label = cmp.Or(m.Title, w.Title), cmp.Or(m.Caption, w.Caption), cmp.Or(m.Label, w.Label)
		if len(m.Keywords) == 0 {
			m.Keywords = w.Keywords
		}
	}
	return m
}

// order puts what the file itself holds last.
func order(r *reading) int {
	if r.embedded {
		return 1
	}
	return 0
}

// originOf is the origin of a step: the program where it is one.
func originOf(programs []string) library.Origin {
	if len(programs) == 1 {
		return library.SidecarOf(programs[0])
	}
	return library.SidecarOf("")
}

// personGave says lazily of which fields of a photo the person gave the value.
func personGave(ctx context.Context, cat *catalog.Catalog, id library.ID) func(Field) bool {
	var origins map[Field]catalog.FieldOrigin
	return func(f Field) bool {
		if origins == nil {
			var err error
			if origins, err = cat.DecisionOrigins(ctx, id); err != nil {
				origins = map[Field]catalog.FieldOrigin{} // then nothing is taken out of a sidecar
			}
		}
		_, read := origins[f].Origin.Sidecar()
		return origins[f].Known && !read
	}
}
