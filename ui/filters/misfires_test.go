package filters

import (
	"testing"

	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestMisfiresAreOfferedWhereThereAreSome(t *testing.T) {
	p, w, told := panel(t, Callbacks{})
	styletest.SeesNot(t, p, "MISFIRES", "Only misfires")
	v := example()
	v.Counts.Misfires = 7
	p.Set(v)
	styletest.Sees(t, p, "MISFIRES", "Only misfires", "7", "Without misfires")
	for _, step := range []struct {
		tap  string
		want query.Misfires
	}{
		{"Only misfires", query.OnlyMisfires},
		{"Without misfires", query.WithoutMisfires},
		{"Without misfires", query.WithMisfires},
	} {
		styletest.TapText(t, w, step.tap)
		if told.Misfires != step.want {
			t.Errorf("%s told %q, want %q", step.tap, told.Misfires, step.want)
		}
	}
}

func TestAChoiceOfMisfiresIsSeenWhereThereAreNone(t *testing.T) {
	p, _, _ := panel(t, Callbacks{})
	v := example()
	v.Filter.Misfires = query.WithoutMisfires
	p.Set(v)
	styletest.Sees(t, p, "Without misfires", "Clear filters")
}
