package enginetest

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// Environment variables that the tests listen to.
const (
	RuntimeVariable = "KEEPLIGHT_ENGINE_LIB"        // the folder of llama.cpp's libraries for the processor
	VulkanVariable  = "KEEPLIGHT_ENGINE_LIB_VULKAN" // the same with Vulkan
	RequireVariable = "KEEPLIGHT_REQUIRE_ENGINE"    // 1: a test that cannot run has failed
)

// Runtime gives the folder of a llama.cpp that computes on the processor.
func Runtime(t testing.TB) string {
	t.Helper()
	return prepared(t, RuntimeVariable, "cpu")
}

// RuntimeVulkan gives the folder of a llama.cpp that computes by Vulkan, and
// sets the environment variable by which it takes the first device whatever it
// is: by itself it passes over Vulkan in software. Not for parallel tests.
func RuntimeVulkan(t testing.TB) string {
	t.Helper()
	dir := prepared(t, VulkanVariable, "vulkan")
	t.Setenv("GGML_VK_VISIBLE_DEVICES", "0")
	return dir
}

func prepared(t testing.TB, variable, variant string) string {
	t.Helper()
	dir := os.Getenv(variable)
	if dir == "" {
		if runtime.GOOS+"/"+runtime.GOARCH != "linux/amd64" {
			t.Skipf("there is no llama.cpp to prepare for tests on this system; set %s to the folder of one", variable)
		}
		dir = filepath.Join(repository(t), "build", "engine", variant)
	}
	if _, err := os.Stat(filepath.Join(dir, libllama())); err != nil {
		unavailable(t, "there is no llama.cpp in %s; make engine prepares one, or set %s to the folder of another", dir, variable)
	}
	// Read so that go test does not show old results after a new preparation.
	_, _ = os.ReadFile(filepath.Join(dir, "stamp"))
	return dir
}

// libllama is the file name of llama.cpp's library on this system.
func libllama() string {
	switch runtime.GOOS {
	case "windows":
		return "llama.dll"
	case "darwin":
		return "libllama.dylib"
	}
	return "libllama.so"
}

func unavailable(t testing.TB, format string, args ...any) {
	t.Helper()
	if os.Getenv(RequireVariable) == "1" {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

// repository is the folder of the test's module: a test runs in its package's.
func repository(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatalf("finding the repository: %v", err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("finding the repository: no folder above the test holds go.mod")
		}
	}
}
