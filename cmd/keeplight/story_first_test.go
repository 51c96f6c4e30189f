//go:build !nogui && linux

package main

import (
	"testing"

	"keeplight/library"
)

func TestStoryAFirstStartLeadsToAModelOfOnesOwn(t *testing.T) {
	settings := tinySettings(t)
	key := keyOf(t, settings)
	s := newStory(t)
	s.start()
	s.shot("the first screen asks for a folder")
	s.press("d")
	s.waitFor("the demo shoot", func() bool { return len(s.state().Folders) > 0 })
	s.shot("the second one asks how to judge")
	s.press("f")
	s.shot("files of one's own")
	s.nameModel(settings)
	s.waitFor("the model's first score", func() bool { return len(s.opinions(key)) > 0 })
	s.press("Escape")
	s.shot("photos are scored")

	s.press("ctrl+comma")
	s.shot("the settings")
	s.press("Down", "Down", "Down")
	s.shot("the keyboard goes over what is on offer")
	s.press("shift+w", "ctrl+w")
	s.waitFor("explanations to be switched", func() bool {
		st := s.state()
		return st.ExplainForm == library.Fields && !st.ExplainInView
	})
	s.shot("explanations are switched")
	s.press("Up", "Up", "Up", "Return") // asks what llama.cpp's size is, which nobody can say here
	s.shot("what is said without a network")
	s.press("Escape")
	s.waitFor("the choice to be kept", func() bool { return s.state().Introduced && s.state().ModelOn })
	s.quit()

	s.start()
	s.shot("a second start asks nothing")
	if st := s.state(); st.Model != settings || !st.Introduced {
		t.Errorf("after a restart the window stands as %+v", st)
	}
	s.press("Return") // would answer a question
	s.shot("a key goes to the photos")
	s.quit()
}
