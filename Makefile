# Keeplight. `make run` and `make test` do all set-up on a fresh Debian or
# Ubuntu with Go 1.26 or newer.

# A folder of photos to open: make run DIR=~/Pictures
DIR ?=
TAGS := migrated_fynedo
# The decode worker is built without what this system has no library for.
MEDIA_TAGS = $(shell pkg-config --exists libjxl libjxl_threads || echo nojxl)
# Without the folder that it was built in, the same sources give the same program.
BUILD := go build -trimpath
PHOTOS ?= $(abspath ../shared/photos)
export KEEPLIGHT_PHOTOS ?= $(PHOTOS)

TOOL := go tool -modfile=.ci/tools/go.mod
# The house's own tools; ./... leaves them out.
CHECKS := ./.ci/figures ./.ci/speeds ./.ci/licences

.PHONY: run build nogui test lint bench bench-against engine trial eyechart measure fit fuzz torture mutants package package-test licences clean

run: build
	./build/keeplight $(if $(DIR),"$(DIR)")

build: setup-run
	@test -d "$$(go env GOCACHE)/00" || echo "keeplight: the first build takes some minutes"
	$(BUILD) -tags "$(TAGS)" -o build/keeplight ./cmd/keeplight
	$(BUILD) -tags "$(MEDIA_TAGS)" -o build/keeplight-media ./cmd/keeplight-media
	$(BUILD) -o build/keeplight-engine ./cmd/keeplight-engine

# The command line alone, for machines without OpenGL.
nogui: setup-nogui
	$(BUILD) -tags "$(TAGS) nogui" -o build/keeplight-nogui ./cmd/keeplight
	$(BUILD) -tags "$(MEDIA_TAGS)" -o build/keeplight-media ./cmd/keeplight-media
	$(BUILD) -o build/keeplight-engine ./cmd/keeplight-engine

# The stories at the end open real windows under Xvfb and keep their pictures
# in build/stories. The tests of the model engine run a real llama.cpp: here it
# is an error where it is missing, and not a reason to skip. What measures is
# arithmetic of one goroutine, which the race detector makes ten times slower: of its
# tests only those of many goroutines run with it.
test: export KEEPLIGHT_REQUIRE_ENGINE = 1
test: setup-test nogui engine
	go vet -tags "$(TAGS)" ./...
	go test -tags "$(TAGS)" ./scoring/measure/...
	go test -race -tags "$(TAGS)" -run ManyGoroutines ./scoring/measure
	go test -race -tags "$(TAGS)" -timeout 75m $$(go list -tags "$(TAGS)" ./... | grep -v /scoring/measure)

lint: setup-test
	@out="$$($(TOOL) gofumpt -l .ci app assets cmd library scoring ui)"; \
	  test -z "$$out" || { echo "gofumpt would change:"; echo "$$out"; exit 1; }
	go vet -tags "$(TAGS)" ./... $(CHECKS)
	$(TOOL) staticcheck -tags "$(TAGS)" ./... $(CHECKS)
	GOFLAGS="$(GOFLAGS) -tags=$(TAGS)" $(TOOL) depguard ./...
	go test $(CHECKS)
	@go run ./.ci/figures

# Speeds as ratios against other programs in the same run.
bench: setup-bench engine
	go test -tags "$(TAGS)" -run '^$$' -bench . -benchtime 3x -timeout 3h ./library/... ./scoring/... ./app/... ./ui/... ./cmd/...
	go run ./.ci/speeds -loupe
	go run ./.ci/speeds -large 50000

# What a change costs a person: start, key to stored decision and the grid's frame
# against another checkout, both built, taking turns: make bench-against BASE=../before
BASE ?=
ROUNDS ?= 7
bench-against: setup-test
	@test -n "$(BASE)" || { echo "say with what to compare: make bench-against BASE=../before"; exit 2; }
	go run ./.ci/speeds -before "$(BASE)" -after . -rounds $(ROUNDS)

# BRISQUE, a peer, comes with OpenCV; without it the rest is measured all the same.
# EYES names a folder of one's own with photos of people in closed/ and open/.
EYES ?=
measure: setup-nogui
	@dpkg -s python3-opencv opencv-data >/dev/null 2>&1 || { sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; $$sudo apt-get install -y --no-install-recommends python3-opencv opencv-data; } || true
	go run ./scoring/measure/evaluate -photos "$(PHOTOS)" -page build/measure.html
	go run ./scoring/faces/evaluate -photos "$(PHOTOS)"
	$(if $(EYES),go run ./scoring/faces/evaluate -eyes "$(EYES)")

# Damages photos, measures them and fits the technical head's table again: about ten
# minutes on two cores. Photographs from Debian's packages are fetched once; without
# them there are fewer.
fit: setup-nogui
	go run ./scoring/measure/fit -photos "$(PHOTOS)" -extra build/photographs -out assets/calibration

# Draws pictures and trains the eye chart's models again, in about two hours on two
# cores: scoring/eyechart/recipe says how.
eyechart: setup-eyechart engine build
	scoring/eyechart/recipe/make "$(PHOTOS)"

# A real llama.cpp for the tests, in build/engine: nothing to do with the one
# that scores photos.
engine: setup-test
	@.ci/engine

# A model of true size with random weights (some gigabytes, in build/trial), and
# what a photo costs with it on each device: scoring/engine/trial says more.
SHAPE ?= 4b
ENGINE_DIR ?= build/engine/vulkan
trial: setup-nogui engine
	$(BUILD) -o build/keeplight-engine ./cmd/keeplight-engine
	$(BUILD) -o build/trial/trial ./scoring/engine/trial
	build/trial/trial write -shape "$(SHAPE)" -out build/trial
	build/trial/trial measure -engine-dir "$(ENGINE_DIR)" \
	  -model "build/trial/random-qwen3vl-$(SHAPE)-q4_k.gguf" -mmproj "build/trial/mmproj-random-qwen3vl-$(SHAPE)-f16.gguf"

# Every fuzz target for FUZZTIME each.
FUZZTIME ?= 30s
fuzz: setup-nogui
	@set -e; for pkg in $$(go list ./library/... ./scoring/... ./app/... ./ui/...); do \
	  for f in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
	    echo "$$pkg $$f"; go test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x $$pkg; \
	  done; done

# Ends the program at random and at exact moments of all that it does to files, and
# asks it again: so many rounds of each.
RANDOM_ROUNDS ?= 200
EXACT_ROUNDS ?= 100
torture: setup-nogui
	$(BUILD) -tags "$(TAGS) nogui fault" -o build/torture/keeplight ./cmd/keeplight
	$(BUILD) -tags "$(MEDIA_TAGS)" -o build/torture/keeplight-media ./cmd/keeplight-media
	go test -tags fault ./library/fault ./library/export/... ./library/ingest
	KEEPLIGHT_TORTURE="$(RANDOM_ROUNDS) $(EXACT_ROUNDS)" KEEPLIGHT_TORTURE_PROGRAM="$(CURDIR)/build/torture/keeplight" \
	  go test -count 1 -timeout 2h -tags "$(TAGS) nogui" -run '^TestTorture' ./cmd/keeplight

# So many mutated files of every format; `make test` reads as many as fit into
# some seconds.
MUTANTS ?= 10000
mutants: setup-nogui
	KEEPLIGHT_MUTANTS=$(MUTANTS) go test -v -count 1 -timeout 12h -run 'Mutants$$' ./library/picture ./cmd/keeplight-media

# The licence texts that About shows, once more after a module or a library changed.
licences: setup-test
	go run ./.ci/licences

# A .deb and a .tar.xz with all three programs, in build/package.
package: setup-package build
	@.ci/package

# Makes both again, which must give the same bytes, installs them into a clean
# Debian root and runs what they put there.
package-test: package
	@.ci/package again
	@.ci/package-test

clean:
	rm -rf build

.PHONY: setup-run setup-test setup-nogui setup-bench setup-package setup-eyechart
setup-run setup-test setup-nogui setup-bench setup-package setup-eyechart:
	@.ci/setup $(@:setup-%=%)
