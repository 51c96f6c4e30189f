package scorers

import (
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/ui/style/styletest"
)

func TestTheFormSaysWhatIsStillToBeChosen(t *testing.T) {
	r := newRoom(t, true)
	r.d.Settings.Model.Runtime = "/libs"
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
	if got := r.d.Settings.Model.Runtime; got == "" || !r.d.Overlay.IsOpen() {
		t.Errorf("the folder is %q, the form is open: %v", got, r.d.Overlay.IsOpen())
	}
}
