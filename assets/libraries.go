package assets

// Library is a C library that the programs are linked with, or load while they run.
type Library struct {
	Name     string   // what its makers call it
	Use      string   // what it is there for, for people
	Packages []string // Debian's packages that bring it to a build, as .ci/setup names them
	Links    []string // what pkg-config or the linker calls it
	Shared   []string // Debian's packages that hold it where the programs run, without their version: "libheif"
	Doc      string   // Debian's package whose copyright file is its text
	General  []string // licences that the text leaves to /usr/share/common-licenses
}

// Libraries are all C libraries that are linked, directly or by another of them, but
// for the system's own C library.
func Libraries() []Library {
	return []Library{
		{Name: "libjpeg-turbo", Use: "JPEG", Packages: []string{"libjpeg-dev", "libturbojpeg0-dev"}, Links: []string{"libjpeg", "libturbojpeg"}, Shared: []string{"libjpeg", "libjpeg-turbo", "libturbojpeg"}, Doc: "libjpeg62-turbo"},
		{Name: "Little CMS", Use: "colour profiles", Packages: []string{"liblcms2-dev"}, Links: []string{"lcms2"}, Shared: []string{"liblcms2"}, Doc: "liblcms2-2"},
		{Name: "libheif", Use: "HEIC and AVIF", Packages: []string{"libheif-dev", "libheif-plugin-libde265", "libheif-plugin-dav1d"}, Links: []string{"libheif"}, Shared: []string{"libheif"}, Doc: "libheif1", General: []string{"LGPL-3", "GPL-3"}},
		{Name: "libde265", Use: "HEVC, for libheif", Shared: []string{"libde265"}, Doc: "libde265-0", General: []string{"LGPL-3", "GPL-3"}},
		{Name: "dav1d", Use: "AV1, for libheif", Shared: []string{"libdav1d"}, Doc: "libdav1d6"},
		{Name: "libaom", Use: "AV1, for libheif", Shared: []string{"libaom"}, Doc: "libaom3"},
		{Name: "x265", Use: "part of libheif; nothing is encoded with it", Shared: []string{"libx265"}, Doc: "libx265-199", General: []string{"GPL-2"}},
		{Name: "libwebp", Use: "WebP", Packages: []string{"libwebp-dev"}, Links: []string{"libwebp", "libwebpdemux"}, Shared: []string{"libwebp", "libwebpdemux"}, Doc: "libwebp7"},
		{Name: "libtiff", Use: "TIFF", Packages: []string{"libtiff-dev"}, Links: []string{"libtiff-4"}, Shared: []string{"libtiff"}, Doc: "libtiff6"},
		{Name: "Zstandard", Use: "for libtiff", Shared: []string{"libzstd"}, Doc: "libzstd1", General: []string{"GPL-2"}},
		{Name: "XZ Utils", Use: "for libtiff", Shared: []string{"liblzma"}, Doc: "liblzma5", General: []string{"LGPL-2", "LGPL-2.1", "GPL-2"}},
		{Name: "JBIG-KIT", Use: "for libtiff", Shared: []string{"libjbig"}, Doc: "libjbig0", General: []string{"GPL-2"}},
		{Name: "libdeflate", Use: "for libtiff", Shared: []string{"libdeflate"}, Doc: "libdeflate0"},
		{Name: "LERC", Use: "for libtiff", Shared: []string{"liblerc"}, Doc: "liblerc4"},
		{Name: "zlib", Use: "for libtiff", Shared: []string{"zlib"}, Doc: "zlib1g"},
		{Name: "libjxl", Use: "JPEG XL", Packages: []string{"libjxl-dev"}, Links: []string{"libjxl", "libjxl_threads"}, Shared: []string{"libjxl"}, Doc: "libjxl0.7"},
		{Name: "Brotli", Use: "for libjxl", Packages: []string{"libbrotli-dev"}, Links: []string{"libbrotlidec"}, Shared: []string{"libbrotli"}, Doc: "libbrotli1"},
		{Name: "Highway", Use: "for libjxl", Shared: []string{"libhwy"}, Doc: "libhwy1"},
		{Name: "LibRaw", Use: "developing RAW files", Packages: []string{"libraw-dev"}, Links: []string{"libraw", "libraw_r"}, Shared: []string{"libraw"}, Doc: "libraw20", General: []string{"LGPL-2.1"}},
		{Name: "GCC's runtime", Use: "for libraries in C++", Links: []string{"stdc++"}, Shared: []string{"libgcc-s", "libstdc++", "libgomp"}, Doc: "gcc-12-base", General: []string{"GPL-3"}},
		{Name: "libffi", Use: "calling llama.cpp", Packages: []string{"libffi8"}, Shared: []string{"libffi"}, Doc: "libffi8"},
		{Name: "libglvnd", Use: "the window: OpenGL", Packages: []string{"libgl-dev", "libgl1", "libegl-dev"}, Links: []string{"gl", "GL", "EGL"}, Shared: []string{"libgl", "libegl", "libopengl"}, Doc: "libgl1"},
		{Name: "libX11", Use: "the window", Packages: []string{"libx11-dev", "libx11-6"}, Links: []string{"X11"}, Shared: []string{"libx11"}, Doc: "libx11-6"},
		{Name: "libXcursor", Use: "the window", Packages: []string{"libxcursor-dev"}, Links: []string{"Xcursor"}, Shared: []string{"libxcursor"}, Doc: "libxcursor1"},
		{Name: "libXrandr", Use: "the window", Packages: []string{"libxrandr-dev"}, Links: []string{"Xrandr"}, Shared: []string{"libxrandr"}, Doc: "libxrandr2"},
		{Name: "libXinerama", Use: "the window", Packages: []string{"libxinerama-dev"}, Links: []string{"Xinerama"}, Shared: []string{"libxinerama"}, Doc: "libxinerama1"},
		{Name: "libXi", Use: "the window", Packages: []string{"libxi-dev"}, Links: []string{"Xi"}, Shared: []string{"libxi"}, Doc: "libxi6"},
		{Name: "libXxf86vm", Use: "the window", Packages: []string{"libxxf86vm-dev"}, Links: []string{"Xxf86vm"}, Shared: []string{"libxxf86vm"}, Doc: "libxxf86vm1"},
		{Name: "libXext", Use: "for other X11 libraries", Shared: []string{"libxext"}, Doc: "libxext6"},
		{Name: "libXrender", Use: "for other X11 libraries", Shared: []string{"libxrender"}, Doc: "libxrender1"},
		{Name: "libXfixes", Use: "for other X11 libraries", Shared: []string{"libxfixes"}, Doc: "libxfixes3"},
		{Name: "libxcb", Use: "for libX11", Shared: []string{"libxcb"}, Doc: "libxcb1"},
		{Name: "libxkbcommon", Use: "the window: keyboards", Packages: []string{"libxkbcommon-dev"}, Links: []string{"xkbcommon"}, Shared: []string{"libxkbcommon"}, Doc: "libxkbcommon0"},
		{Name: "Wayland", Use: "the window", Packages: []string{"libwayland-dev"}, Links: []string{"wayland-client", "wayland-cursor", "wayland-egl"}, Shared: []string{"libwayland-client", "libwayland-cursor", "libwayland-egl"}, Doc: "libwayland-client0"},
	}
}
