//go:build !nogui

package main

import "testing"

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
	s.write(settings.Library)
	s.press("Tab")
	s.write(settings.Model)
	s.press("Tab")
	s.write(settings.Projector)
	s.press("Return")
	s.waitFor("the model's first score", func() bool { return len(s.opinions(key)) > 0 })
	s.press("Escape")
	s.shot("photos are scored")

	s.press("ctrl+comma")
	s.shot("the settings")
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
