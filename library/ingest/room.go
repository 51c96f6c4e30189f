package ingest

import (
	"slices"

	"keeplight.app/keeplight/library/disk"
	"keeplight.app/keeplight/library/export"
)

// Room is how much a volume has for what is to be copied onto it.
type Room struct {
	To     []string // the destinations on it
	Needed int64    // bytes
	Free   int64    // bytes
	Known  bool     // the system says how much is free
}

// Short is true where there is surely too little.
func (r *Room) Short() bool { return r.Known && r.Needed > r.Free }

// Short gives the volumes that have too little room.
func (p *Plan) Short() []Room {
	return slices.DeleteFunc(slices.Clone(p.Rooms), func(r Room) bool { return !r.Short() })
}

// rooms counts two destinations on one volume together.
func (p *Plan) rooms() []Room {
	var rooms []Room
	places := map[disk.Volume]int{}
	for i, to := range p.Options.destinations() {
		at := disk.Nearest(to)
		volume, ok := disk.VolumeOf(at)
		place, seen := places[volume]
		if !ok || !seen {
			place = len(rooms)
			r := Room{}
			r.Free, r.Known = disk.Free(at)
			rooms = append(rooms, r)
			if ok {
				places[volume] = place
			}
		}
		rooms[place].To = append(rooms[place].To, to)
		rooms[place].Needed += p.needed(i)
	}
	return rooms
}

// needed is how many bytes a destination has not got.
func (p *Plan) needed(destination int) (n int64) {
	for i := range p.Groups {
		if p.Groups[i].Known {
			continue
		}
		for _, f := range p.Groups[i].Files {
			if !f.There[destination] {
				n += f.Size
			}
		}
	}
	return n
}

// Apart gives the outermost folders of the second destination that will hold nothing but
// copies, those that are made and those that are empty. It is asked before the plan is
// run.
func (p *Plan) Apart() []string {
	if p.Options.Second == "" {
		return nil
	}
	var dirs []string
	for i := range p.Groups {
		dirs = append(dirs, p.Groups[i].Dir)
	}
	return export.Apart(p.Options.Second, dirs)
}
