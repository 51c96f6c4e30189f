package exif

import "keeplight.app/keeplight/library"

const (
	maxBias     = 12 // stops; no dial has more than 5
	maxDistance = 10_000

	// autoBracket is EXIF 2.32's ExposureMode (tag 0xa402) of a frame that was taken
	// with another exposure than the last by the camera itself.
	autoBracket = 2
)

// The names under which makers' facts about series are kept.
const (
	noteSerial     = "maker's serial"
	noteBracketing = "maker's bracketing" // a library.Bracketing
	noteDistance   = "maker's distance"   // of focus, in metres
)

// series adds what tells bursts, brackets and cameras apart.
func (t tags) series(c *library.Capture) {
	for _, name := range []string{"SerialNumber", "CameraSerialNumber", noteSerial} {
		if c.Serial == "" {
			c.Serial = serialName(t.text(name))
		}
	}
	if bias := t.number("ExposureCompensation"); bias >= -maxBias && bias <= maxBias { // no number is not
		c.ExposureBias = bias
	}
	c.Bracketing, _ = t[noteBracketing].(library.Bracketing)
	if c.Bracketing == "" && t.number("ExposureMode") == autoBracket {
		c.Bracketing = library.ExposureBracketing
	}
	c.FocusDistance = inRange(t.number("SubjectDistance"), 0.001, maxDistance)
	if c.FocusDistance == 0 {
		c.FocusDistance = t.number(noteDistance)
	}
}

// serialName cleans a serial number; zeros stand where there is none.
func serialName(s string) string {
	s = cleanText(s)
	for _, r := range s {
		if r != '0' && r != ' ' && r != '-' {
			return s
		}
	}
	return ""
}

// addSeries keeps what a maker says of the series that a frame belongs to.
func (t tags) addSeries(b library.Bracketing) {
	if _, ok := t[noteBracketing]; !ok && b != "" {
		t[noteBracketing] = b
	}
}

// canonSeries reads the settings of a shot: which frame of a bracket it is, and the
// distances between which it is sharp.
func (t tags) canonSeries(shot []uint16) {
	const bracketing, upper, lower = 16, 19, 20
	if len(shot) > bracketing && shot[bracketing] != 0 {
		t.addSeries(library.ExposureBracketing)
	}
	const infinite = 65_534 // centimetres
	if len(shot) > lower && shot[upper] > 0 && shot[upper] < infinite {
		t.add(noteDistance, (float64(shot[upper])+float64(shot[lower]))/2/100)
	}
}

func (t tags) sonySeries(n note) {
	const tagReleaseMode, exposure = 0xb049, 5
	if n.number(tagReleaseMode) == exposure {
		t.addSeries(library.ExposureBracketing)
	}
}

func (t tags) panasonicSeries(n note) {
	const tagBurstMode, exposure, focus = 0x002a, 2, 3
	switch n.number(tagBurstMode) {
	case exposure:
		t.addSeries(library.ExposureBracketing)
	case focus:
		t.addSeries(library.FocusBracketing)
	}
}

// readNikon reads which of the bracketing modes was on: bit 4 alone is exposure.
func (t tags) readNikon(n note) {
	const tagSerial, tagShootingMode = 0x001d, 0x0089
	const bracketing, balance, lighting = 1 << 4, 1 << 6, 1 << 8
	t.add(noteSerial, serialName(n.text(tagSerial)))
	if mode := int(n.number(tagShootingMode)); mode&(bracketing|balance|lighting) == bracketing {
		t.addSeries(library.ExposureBracketing)
	}
}

// readOlympus reads the drive mode, which stands in a directory of its own.
func (t tags) readOlympus(n note) {
	const tagCameraSettings, tagDriveMode = 0x2020, 0x0600
	field, ok := findField(n.data, n.order, n.at, tagCameraSettings)
	if !ok {
		return
	}
	drive := note{n.data, n.order, n.order.Uint32(field[8:])}.shorts(tagDriveMode)
	const mode, frame, kinds = 0, 1, 2
	const exposure, byKinds = 2, 5
	const kindExposure, kindExposureAuto, kindFocus = 1 << 0, 1 << 5, 1 << 6
	if len(drive) <= frame {
		return
	}
	switch {
	case drive[mode] == exposure:
		t.addSeries(library.ExposureBracketing)
	case drive[mode] != byKinds || len(drive) <= kinds:
	case drive[kinds]&kindFocus != 0:
		t.addSeries(library.FocusBracketing)
	case drive[kinds]&(kindExposure|kindExposureAuto) != 0:
		t.addSeries(library.ExposureBracketing)
	}
}
