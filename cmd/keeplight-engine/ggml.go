package main

import (
	"unsafe"

	"github.com/hybridgroup/yzma/pkg/loader"
	"github.com/hybridgroup/yzma/pkg/utils"
	"github.com/jupiterrider/ffi"

	"keeplight.app/keeplight/scoring/engine/wire"
)

// deviceFacts are functions of ggml that yzma has no calls for.
type deviceFacts struct {
	description ffi.Fun // const char * ggml_backend_dev_description(ggml_backend_dev_t)
	kind        ffi.Fun // enum ggml_backend_dev_type ggml_backend_dev_type(ggml_backend_dev_t)
	backend     ffi.Fun // ggml_backend_reg_t ggml_backend_dev_backend_reg(ggml_backend_dev_t)
	backendName ffi.Fun // const char * ggml_backend_reg_name(ggml_backend_reg_t)
}

func loadDeviceFacts(dir string) (deviceFacts, error) {
	var f deviceFacts
	lib, err := loader.LoadLibrary(dir, "ggml-base")
	if err != nil {
		return f, err
	}
	for _, c := range []struct {
		name   string
		result *ffi.Type
		fun    *ffi.Fun
	}{
		{"ggml_backend_dev_description", &ffi.TypePointer, &f.description},
		{"ggml_backend_dev_type", &ffi.TypeSint32, &f.kind},
		{"ggml_backend_dev_backend_reg", &ffi.TypePointer, &f.backend},
		{"ggml_backend_reg_name", &ffi.TypePointer, &f.backendName},
	} {
		if *c.fun, err = lib.Prep(c.name, c.result, &ffi.TypePointer); err != nil {
			return f, err
		}
	}
	return f, nil
}

// describe gives what a device is, without its name and memory.
func (f *deviceFacts) describe(h handle) wire.Device {
	var (
		text, name *byte
		registry   uintptr
		kind       ffi.Arg
	)
	f.description.Call(unsafe.Pointer(&text), unsafe.Pointer(&h))
	f.kind.Call(unsafe.Pointer(&kind), unsafe.Pointer(&h))
	f.backend.Call(unsafe.Pointer(&registry), unsafe.Pointer(&h))
	f.backendName.Call(unsafe.Pointer(&name), unsafe.Pointer(&registry))
	kinds := []string{wire.Processor, wire.GPU, wire.Integrated}
	d := wire.Device{Description: utils.BytePtrToString(text), Backend: utils.BytePtrToString(name), Kind: wire.Other}
	if int(int32(kind)) < len(kinds) {
		d.Kind = kinds[int32(kind)]
	}
	return d
}
