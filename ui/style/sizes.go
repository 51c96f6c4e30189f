package style

// Text sizes in device-independent pixels, from the largest down.
const (
	TextHero    float32 = 34 // the one big number
	TextTitle   float32 = 22 // the title of a sheet
	TextHeading float32 = 16 // the heading of a card
	TextBody    float32 = 13
	TextSmall   float32 = 12
	TextTiny    float32 = 11 // labels of a radar, section titles, key hints
)

// Distances and shapes in device-independent pixels.
const (
	Gap       float32 = 8  // between neighbours
	GapSmall  float32 = 4  // between things that belong together
	GapLarge  float32 = 16 // between sections, and panel margins
	Radius    float32 = 6  // pills, rows, badges
	RadiusBig float32 = 8  // cards and photo cells
	Hairline  float32 = 1

	BarHeight       float32 = 44  // top bar
	StatusHeight    float32 = 34  // status line
	InspectorWidth  float32 = 368 // right panel
	FiltersWidth    float32 = 225 // left panel
	InspectorNarrow float32 = 240 // right panel of a narrow window
	FiltersNarrow   float32 = 186 // left panel of a narrow window
	RowHeight       float32 = 24  // a row of a list in a panel
	ScrollBarWidth  float32 = 8
	ControlHeight   float32 = 28 // pills, fields
	MeterThickness  float32 = 3
	RadarMinSide    float32 = 180
	RadarWantedSide float32 = 220
)
