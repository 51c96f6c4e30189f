package style

import "image/color"

// palette is what the colours are in one theme.
type palette map[Color]color.NRGBA

// dark is a dark room in which the photographs are the only bright thing.
func dark() palette {
	return onPhotos(palette{
		Background: rgb(0x1b1d21), Mat: rgb(0x191919), Panel: rgb(0x1f2226), Raised: rgb(0x24282d),
		Button: rgb(0x2a2e35), Chosen: rgb(0x353b44), Line: rgb(0x2d3138), Track: rgb(0x31363e),
		Ring: rgb(0x3a3f47), Faint: rgb(0x7f868f), Shade: rgba(0x0b0c0e, 0xc8),

		Ink: rgb(0xe6e8eb), Soft: rgb(0xc3c8ce), Muted: rgb(0xa2a9b3),
		Accent: rgb(0xf2b95a), AccentBright: rgb(0xf8cd86), OnAccent: rgb(0x1b1d21),
		Second: rgb(0x5ab0f2), Measured: rgb(0x8fd6a4), Warning: rgb(0xe0a458), Problem: rgb(0xe98a8a),

		LabelRed: rgb(0xd9534f), LabelYellow: rgb(0xe0b43c), LabelGreen: rgb(0x5aa469),
		LabelBlue: rgb(0x4f8fd6), LabelPurple: rgb(0x9a6bd1),
	})
}

// light is the same by day: the panels are light, and the surround is a grey
// without tint, by which colours are judged.
func light() palette {
	return onPhotos(palette{
		Background: rgb(0xc0c0c0), Mat: rgb(0xcecece), Panel: rgb(0xf4f5f6), Raised: rgb(0xffffff),
		Button: rgb(0xe7e9ec), Chosen: rgb(0xdfe2e6), Line: rgb(0xd3d6da), Track: rgb(0xd3d6da),
		Ring: rgb(0xb9bec5), Faint: rgb(0x7b828c), Shade: rgba(0x1c1f24, 0x80),

		Ink: rgb(0x1c1f24), Soft: rgb(0x3a4049), Muted: rgb(0x59606a),
		Accent: rgb(0x8a5a00), AccentBright: rgb(0x704900), OnAccent: rgb(0xffffff),
		Second: rgb(0x1f5fa8), Measured: rgb(0x1d6f3f), Warning: rgb(0x964d00), Problem: rgb(0xa03030),

		LabelRed: rgb(0xc9423d), LabelYellow: rgb(0xc99a1c), LabelGreen: rgb(0x3f8f55),
		LabelBlue: rgb(0x3a78c2), LabelPurple: rgb(0x8454bd),
	})
}

// onPhotos adds what is the same in every theme.
func onPhotos(p palette) palette {
	p[Pick], p[Reject], p[OnFlag] = rgb(0x2f7d4d), rgb(0x8a3535), rgb(0xffffff)
	p[Scrim], p[OnPhoto], p[OnPhotoMuted] = rgba(0x0e0f11, 0xe0), rgb(0xe6e8eb), rgb(0xa2a9b3)
	p[OnPhotoAccent], p[OnPhotoSecond], p[OnPhotoMeasured] = rgb(0xf2b95a), rgb(0x5ab0f2), rgb(0x8fd6a4)
	return p
}

func rgb(v uint32) color.NRGBA { return rgba(v, 0xff) }

func rgba(v uint32, opacity uint8) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: opacity}
}
