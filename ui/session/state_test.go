package session

import (
	"reflect"
	"testing"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/local"
)

func TestTheStateComesBackAsItWas(t *testing.T) {
	state := StateOf(settings.Defaults())
	state.Scorer, state.ModelOn, state.RawScores, state.Introduced = Opinion, true, true, true
	state.Model = local.Settings{Model: "/m.gguf"}
	state.ExportTo, state.Template = "/out", "{date}"
	state.ExplainForm, state.ExplainInView = library.Fields, false
	state.Loupe, state.Advance, state.Inspector, state.Cursor = true, true, false, 42
	state.Width, state.Height, state.TileSide = 800, 600, 120
	state.Saved = []SavedFilter{{Name: "sharp", Filter: state.Filter}}
	state.Remember("/shoot")
	state.Folders = library.Paths{"/shoot"}
	before := settings.Defaults()
	before.Appearance.Theme = settings.LightTheme
	got := state.PutInto(before)
	if again := StateOf(got); !reflect.DeepEqual(again, state) {
		t.Errorf("%+v\ncame back as\n%+v", state, again)
	}
	if got.Appearance.Theme != settings.LightTheme {
		t.Error("what the window does not know is lost")
	}
}
