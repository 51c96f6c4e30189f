package session

import "testing"

func TestEveryKeyHasOneMeaning(t *testing.T) {
	seen := map[Key]Command{}
	for _, s := range NewKeymap().Sections() {
		for _, b := range s.Bindings {
			for _, k := range b.Keys {
				if other, taken := seen[k]; taken {
					t.Errorf("%+v means %q and %q", k, other, b.Command)
				}
				seen[k] = b.Command
			}
			if b.Text == "" {
				t.Errorf("the sheet says nothing of %q", b.Command)
			}
		}
	}
}

func TestTheCullingKeysNeedNoModifier(t *testing.T) {
	m := NewKeymap()
	for name, want := range map[string]Command{
		"p": PickPhoto, "x": RejectPhoto, "u": ClearFlag, "0": Rate0, "5": Rate5, "6": LabelRed, "9": LabelBlue,
		"Left": PreviousPhoto, "Right": NextPhoto, "Space": ToggleZoom, "g": ShowGrid, "e": ShowLoupe, "r": ToggleInspect, "?": ShowKeys,
	} {
		if got, ok := m.Command(Key{Name: name}); !ok || got != want {
			t.Errorf("%s gives %q", name, got)
		}
	}
	if got, _ := m.Command(Key{"z", Ctrl}); got != Undo {
		t.Errorf("Ctrl+Z gives %q", got)
	}
	if got, _ := m.Command(Key{"z", Ctrl | Shift}); got != Redo {
		t.Errorf("Ctrl+Shift+Z gives %q", got)
	}
	if got, _ := m.Command(Key{Name: "z"}); got != ToggleZoom {
		t.Errorf("Z gives %q", got)
	}
	if _, ok := m.Command(Key{"p", Shift}); ok {
		t.Error("Shift+P picks as P does")
	}
}
