package training

// Kind is a kind of damage.
type Kind string

// The kinds of damage that pictures are made with. The first six are those of
// TID2013's re-made set.
const (
	Clean   Kind = "clean"
	Noise   Kind = "noise"
	Specks  Kind = "specks"
	Blur    Kind = "blur"
	JPEG    Kind = "jpeg"
	Wavelet Kind = "wavelet"
	Speckle Kind = "speckle"

	Defocus     Kind = "defocus"
	Motion      Kind = "motion"
	Shake       Kind = "shake"
	Ghost       Kind = "ghost"
	Haze        Kind = "haze"
	ShotNoise   Kind = "shot noise"
	ColourNoise Kind = "colour noise"
	BandedNoise Kind = "banded noise"
	Denoised    Kind = "denoised"
	Median      Kind = "median"
	WebP        Kind = "webp"
	HEIC        Kind = "heic"
	Under       Kind = "under"
	Over        Kind = "over"
	Pushed      Kind = "pushed"
	Posterised  Kind = "posterised"
	Moire       Kind = "moire"
	Cast        Kind = "cast"
	Enlarged    Kind = "enlarged"
	Halo        Kind = "halo"
	Faded       Kind = "faded"
)

// Kinds gives all kinds but Clean, those of TID2013 first.
func Kinds() []Kind {
	return []Kind{
		Noise, Specks, Blur, JPEG, Wavelet, Speckle,
		Defocus, Motion, Shake, Ghost, Haze, ShotNoise, ColourNoise, BandedNoise, Denoised, Median, WebP, HEIC,
		Under, Over, Pushed, Posterised, Moire, Cast, Enlarged, Halo, Faded,
	}
}
