package scoring

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestTheFormSaysWhatIsStillToBeChosen(t *testing.T) {
	r := newRoom(t, true)
	r.d.Settings.Model.Library = "/libs"
	r.d.Do(t, r.Commands(), ModelForm)
	seen := func() string { return strings.Join(styletest.Texts(r.d.Overlay.Object()), " ") }
	if !strings.Contains(seen(), "Still to choose: the model, the projector.") {
		t.Errorf("it says %q", seen())
	}
	r.formCallbacks().OnModel("~/m.gguf")
	if !strings.Contains(seen(), "Still to choose: the projector.") || !filepath.IsAbs(r.d.Settings.Model.Model) {
		t.Errorf("it says %q, the model is %q", seen(), r.d.Settings.Model.Model)
	}
	r.d.Press("Escape")
	if r.form.sheet != nil || r.d.Overlay.IsOpen() {
		t.Error("it is still open")
	}
}

func TestAFileOfAModelIsChosenInADialog(t *testing.T) {
	r := newRoom(t, true)
	r.OpenForm()
	r.formCallbacks().OnChooseLibrary()
	r.d.WantChooser(t)
	r.d.Chooser.Press("Return")
	if got := r.d.Settings.Model.Library; got == "" || !r.d.Overlay.IsOpen() {
		t.Errorf("the folder is %q, the form is open: %v", got, r.d.Overlay.IsOpen())
	}
}

func TestDevicesAreAskedForOncePerFolder(t *testing.T) {
	d := desktest.Open(t)
	asked := []string{}
	devices := NewDevices(d.Desk, func(_ context.Context, folder string) ([]engine.Device, error) {
		asked = append(asked, folder)
		if folder == "/broken" {
			return nil, errors.New("no library")
		}
		return []engine.Device{{Name: folder}}, nil
	})
	told := 0
	devices.WhenListed(func() { told++ })
	for _, step := range []struct {
		folder string
		want   int // devices
	}{{"/a", 1}, {"/a", 1}, {"/broken", 0}, {"", 0}, {"/a", 1}} {
		devices.List(step.folder)
		d.Finish()
		if got := devices.All(); len(got) != step.want {
			t.Errorf("in %q there are %v", step.folder, got)
		}
	}
	if !slices.Equal(asked, []string{"/a", "/broken", "/a"}) || told != 3 {
		t.Errorf("asked for %q, told %d times", asked, told)
	}
}
