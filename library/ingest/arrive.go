package ingest

import (
	"context"
	"path/filepath"
	"time"

	"keeplight.app/keeplight/library/export/verified"
)

// finish makes the names last and tells of the group. Where a destination lacks it,
// nobody notes it as copied in, so that the next run brings it there.
func (b *batch) finish(ctx context.Context) error {
	for _, p := range b.at {
		if p.err == nil {
			b.lose(p, p.below.Sync(p.dir))
		}
	}
	if b.at[0].err != nil {
		return b.at[0].err
	}
	r, done := b.runner, b.done()
	if len(b.at) > 1 && b.at[1].err != nil {
		r.report.NotInSecond++
		r.report.SecondWhy = whyPlace(b.at[1].err)
	} else {
		records, err := b.records(ctx)
		if err != nil {
			return err
		}
		done.Records = records
		r.report.settle(b.group)
	}
	r.report.add(b.group, &done)
	return r.hooks.Arrived(&done)
}

// done lists where the group's files are.
func (b *batch) done() Done {
	d := Done{Photo: b.group.Photo, Video: b.group.Video, There: true}
	for i := range b.group.Files {
		f := &b.group.Files[i]
		d.There = d.There && !f.missing()
		d.Files = append(d.Files, Placed{From: f.From, To: filepath.Join(b.at[0].to.path, b.group.To(f)), Image: f.Image})
	}
	return d
}

// records asks for the digests of all files: those of copies are known, and of what was
// there the card is asked once more.
func (b *batch) records(ctx context.Context) (records []Record, err error) {
	now := time.Now()
	for i := range b.group.Files {
		f := &b.group.Files[i]
		if b.hashes[i] == (verified.Hash{}) {
			if b.hashes[i], err = hashFile(ctx, f.From, func(int64) {}); err != nil {
				return nil, err
			}
		}
		sample, err := sampleFile(f.From)
		if err != nil {
			return nil, err
		}
		for _, digest := range []string{wholeDigest(b.hashes[i]), sample} {
			records = append(records, Record{Digest: digest, Size: f.Size, At: now, Source: f.From})
		}
	}
	return records, nil
}
