# Dateline. `make help` lists the targets.
#
# One Makefile, no recursion. Everything built goes to build/$(MODE)/.
#   make MODE=asan check     address + undefined behaviour sanitizers
#   make T=label check       only tests whose name contains "label"

.DEFAULT_GOAL := all

MODE    ?= release
PREFIX  ?= /usr/local
DESTDIR ?=
BINDIR  ?= $(PREFIX)/bin
LIBDIR  ?= $(PREFIX)/lib
INCDIR  ?= $(PREFIX)/include
DATADIR ?= $(PREFIX)/share/dateline
MANDIR  ?= $(PREFIX)/share/man
V       ?= 0
T       ?=
SECS    ?= 60

VERSION := $(shell sed -n 's/^.define DATELINE_VERSION "\(.*\)"/\1/p' include/dateline.h)
SONAME  := libdateline.so.$(firstword $(subst ., ,$(VERSION)))
# Linked, because they are small and most verbs use them.
PKGS    := jansson libdeflate
# Compiled against, and opened when a verb first needs them (src/base/lazy.h).
LAZY    := proj geos sqlite3 cairo pangocairo pangoft2 fontconfig libtiff-4 gumbo
soname   = $(shell objdump -p $$($(CC) -print-file-name=lib$(1).so 2>/dev/null) 2>/dev/null | awk '/SONAME/ { print $$2 }')
LAZY_DEFS := -DLAZY_PROJ='"$(call soname,proj)"' -DLAZY_GEOS='"$(call soname,geos_c)"' \
        -DLAZY_SQLITE='"$(call soname,sqlite3)"' -DLAZY_TIFF='"$(call soname,tiff)"' -DLAZY_CAIRO='"$(call soname,cairo)"' \
        -DLAZY_PANGO='"$(call soname,pango-1.0)"' -DLAZY_PANGOCAIRO='"$(call soname,pangocairo-1.0)"' \
        -DLAZY_PANGOFT2='"$(call soname,pangoft2-1.0)"' -DLAZY_FONTCONFIG='"$(call soname,fontconfig)"' \
        -DLAZY_GUMBO='"$(call soname,gumbo)"' -DLAZY_GOBJECT='"$(call soname,gobject-2.0)"' -DLAZY_GLIB='"$(call soname,glib-2.0)"'

B       := build/$(MODE)

# ---- flags -------------------------------------------------------------------
mode.release = -O2 -g -DNDEBUG
mode.debug   = -O0 -g3
mode.asan    = -O1 -g3 -DARENA_ONE_BLOCK_EACH -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
mode.tsan    = -O1 -g3 -fsanitize=thread -fno-omit-frame-pointer
mode.cov     = -O0 -g3 --coverage
mode.fuzz    = -O1 -g3 -fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer
ifeq ($(mode.$(MODE)),)
$(error MODE is one of: release debug asan tsan cov fuzz)
endif
ifeq ($(MODE),fuzz)
CC := clang
endif

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
        -Wmissing-prototypes -Wvla -Wcast-qual -Wwrite-strings -Wundef
ifdef WERROR
WARN += -Werror
endif
# -ffp-contract=off: the same digits on machines with and without FMA.
CFLAGS  ?=
ALL_CFLAGS := -std=c17 -D_POSIX_C_SOURCE=200809L -Iinclude -Isrc -I$(B)/gen -fPIC -pthread \
        -fvisibility=hidden -ffp-contract=off $(WARN) $(mode.$(MODE)) \
        $(subst -I,-isystem ,$(shell pkg-config --cflags $(PKGS) $(LAZY) 2>/dev/null)) $(LAZY_DEFS) $(CFLAGS)
ALL_LIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lm -ldl -pthread $(LDFLAGS)

# ---- files -------------------------------------------------------------------
LIB_SRC := $(sort $(filter-out src/cli/%,$(wildcard src/*/*.c)))
CLI_SRC := $(sort $(wildcard src/cli/*.c))
HEADERS := $(sort $(wildcard include/*.h src/*/*.h tests/*.h))
UNIT    := $(sort $(wildcard tests/unit/*.c))
FUZZ    := $(filter-out replay,$(basename $(notdir $(wildcard tests/fuzz/*.c))))
BENCH   := $(filter-out process stages,$(basename $(notdir $(wildcard tests/bench/*.c))))
obj      = $(patsubst %.c,$(B)/%.o,$(1))
LIB_OBJ := $(call obj,$(LIB_SRC))
CLI_OBJ := $(call obj,$(CLI_SRC))
comma   := ,
Q       := $(if $(filter 1,$(V)),,@)

# ---- fresh machine -------------------------------------------------------------
# What a build needs, and what the tests need beside it. On Debian `make deps`
# installs what is missing; elsewhere it names it.
DEPS       := gcc make pkg-config binutils libjansson-dev libdeflate-dev libproj-dev \
              libgeos-dev libsqlite3-dev libtiff-dev libgumbo-dev libcairo2-dev libpango1.0-dev libicu-dev fonts-noto-core
TEST_DEPS  := libcmocka-dev zlib1g-dev bats g++ python3 gdal-bin poppler-utils librsvg2-bin clang-format
missing     = $(shell for p in $(1); do dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done)

deps: ## installs the packages that a build needs (Debian)
	@$(MAKE) --no-print-directory install-packages WANT='$(DEPS)'
test-deps: ## and those that the tests need
	@$(MAKE) --no-print-directory install-packages WANT='$(DEPS) $(TEST_DEPS)'
install-packages:
	@lack='$(call missing,$(WANT))'; [ -n "$$lack" ] || exit 0; \
	if ! command -v apt-get >/dev/null; then echo "this build needs the counterparts of these Debian packages: $$lack" >&2; exit 1; fi; \
	if [ "$$(id -u)" = 0 ]; then as=; elif command -v sudo >/dev/null; then as=sudo; \
	else echo "missing packages, and no right to install them: $$lack" >&2; exit 1; fi; \
	echo "  installing $$lack"; \
	$$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$lack >/dev/null

DEMO := build/demo
demo: deps ## installs what is missing, builds, and makes the example's maps
	@$(MAKE) --no-print-directory all
	@$(MAKE) --no-print-directory demo-maps
demo-maps:
	@mkdir -p $(DEMO)
	@set -e; for size in desktop mobile slide; do for format in png svg pdf; do \
	    $(B)/dateline map docs/examples/karabakh.csv --preset $$size -q \
	        --title 'Nagorno-Karabakh, 1988–2024' --source 'the outlets named in the table' \
	        -o $(DEMO)/karabakh-$$size.$$format --layout $(DEMO)/karabakh-$$size.layout.json; \
	done; done; \
	$(B)/dateline map docs/examples/karabakh.csv --lang vi -q --title 'Thượng Karabakh, 1988–2024' -o $(DEMO)/karabakh-vi.png; \
	$(B)/dateline geojson docs/examples/karabakh.csv -q -o $(DEMO)/karabakh.geojson; \
	$(B)/dateline tiles docs/examples/karabakh.csv -q -z 0-8 -o $(DEMO)/karabakh.mbtiles; \
	$(B)/dateline slides docs/examples/karabakh.csv -q --step year --cumulative -o $(DEMO)/karabakh.pdf
	@echo "made:"; ls $(DEMO)/* | sed 's/^/  /'

all: $(B)/dateline $(B)/libdateline.a $(B)/$(SONAME) geodata ## the command, the library and their data (default)

$(B)/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	$(if $(Q),@echo "  cc    $<")
	$(Q)$(CC) $(ALL_CFLAGS) $(more.$<) $(if $(filter tests/%,$<),-Itests) -MMD -MP -c $< -o $@

# One file knows where things are installed, so that installing elsewhere does not
# rebuild the rest.
more.src/api/open.c = -DDATELINE_DATADIR='"$(DATADIR)"'
$(B)/src/api/open.o: $(B)/datadir
$(B)/datadir: FORCE
	@mkdir -p $(@D); echo '$(DATADIR)' | cmp -s - $@ || echo '$(DATADIR)' > $@

# Rebuilds everything when the flags change, and only then.
$(B)/flags: FORCE
	@mkdir -p $(@D); echo '$(CC) $(subst ','\'',$(ALL_CFLAGS))' | cmp -s - $@ || echo '$(CC) $(subst ','\'',$(ALL_CFLAGS))' > $@

# One relocatable object with its hidden symbols made local: the archive shows
# its users nothing but dateline_*.
$(B)/libdateline.a: $(LIB_OBJ)
	$(Q)$(LD) -r -o $(B)/libdateline.o $^
	$(Q)objcopy --localize-hidden $(B)/libdateline.o
	$(Q)rm -f $@ && $(AR) rcsD $@ $(B)/libdateline.o
$(B)/$(SONAME): $(LIB_OBJ)
	$(Q)$(CC) $(ALL_CFLAGS) -shared -Wl,-soname,$(SONAME) -Wl,--no-undefined -o $@ $^ $(ALL_LIBS)
$(B)/dateline: $(CLI_OBJ) $(LIB_OBJ)
	$(Q)$(CC) $(ALL_CFLAGS) -o $@ $^ $(ALL_LIBS)

# The fold of names: what ICU knows, as a table, so that the program needs no ICU.
$(B)/gen/fold_table: src/text/gen/fold_table.c src/text/gen/print.c src/text/gen/print.h
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c17 -O1 -Isrc $(CFLAGS) -o $@ $(filter %.c,$^) $(shell pkg-config --cflags --libs icu-uc 2>/dev/null)
$(B)/gen/text/fold_table.h: $(B)/gen/fold_table
	@mkdir -p $(@D)
	$(Q)$< > $@
$(B)/src/text/fold.o: $(B)/gen/text/fold_table.h
# Kinds of characters, likewise.
$(B)/gen/letter_table: src/text/gen/letter_table.c
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c17 -O1 $(CFLAGS) -o $@ $< $(shell pkg-config --cflags --libs icu-uc 2>/dev/null)
$(B)/gen/text/letter_table.h: $(B)/gen/letter_table
	@mkdir -p $(@D)
	$(Q)$< > $@
$(B)/src/text/letter.o: $(B)/gen/text/letter_table.h
# Normal form C, likewise.
$(B)/gen/nfc_table: src/text/gen/nfc_table.c
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c17 -O1 $(CFLAGS) -o $@ $< $(shell pkg-config --cflags --libs icu-uc 2>/dev/null)
$(B)/gen/text/nfc_table.h: $(B)/gen/nfc_table
	@mkdir -p $(@D)
	$(Q)$< > $@
$(B)/src/text/nfc.o: $(B)/gen/text/nfc_table.h
# Character sets of one byte, likewise.
$(B)/gen/charset_table: src/text/gen/charset_table.c
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c17 -O1 $(CFLAGS) -o $@ $< $(shell pkg-config --cflags --libs icu-uc 2>/dev/null)
$(B)/gen/text/charset_table.h: $(B)/gen/charset_table
	@mkdir -p $(@D)
	$(Q)$< > $@
$(B)/src/text/charset.o: $(B)/gen/text/charset_table.h
# How letters sound: the rows of a table, as a tree.
$(B)/gen/sound_table: $(addprefix src/text/gen/,sound_table.c sound_rows.c sound_rows.h print.c print.h)
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c17 -O1 -Isrc $(CFLAGS) -o $@ $(filter %.c,$^) $(shell pkg-config --cflags --libs icu-uc 2>/dev/null)
$(B)/gen/text/sound_table.h: $(B)/gen/sound_table geodata/words/sounds.tsv
	@mkdir -p $(@D)
	$(Q)$< < geodata/words/sounds.tsv > $@
$(B)/src/text/sound.o: $(B)/gen/text/sound_table.h

# ---- data --------------------------------------------------------------------
# Tables in the order in which they are laid over each other.
PLACES := $(addprefix geodata/places/,countries.tsv admin1.tsv world-regions.tsv us-counties.tsv) \
          $(sort $(wildcard geodata/places/settlements-*.tsv)) \
          geodata/places/airports.tsv geodata/places/borders.tsv geodata/places/cities-extra.tsv \
          $(sort $(wildcard geodata/places/caucasus*.tsv)) \
          $(wildcard geodata/places/map-names.tsv geodata/places/vietnam.tsv geodata/places/regions.tsv geodata/places/regions-news.tsv geodata/places/institutions.tsv geodata/places/demonyms.tsv \
                       geodata/places/disputed.tsv) \
          $(wildcard $(addprefix geodata/words/,types.tsv endings.tsv relations.tsv))
SHAPES := $(sort $(wildcard geodata/basemap/*.geojsonl))
geodata: $(addprefix $(B)/geodata/,gazetteer.bin basemap.bin relief.bin signs.tsv lexicon) $(B)/styles
# The lexicon is read as it is, so that a word can be added without a build.
$(B)/geodata/lexicon:
	@mkdir -p $(@D)
	$(Q)ln -sfn ../../../geodata/lexicon $@
$(B)/geodata/signs.tsv: geodata/words/signs.tsv
	@mkdir -p $(@D)
	$(Q)cp $< $@
$(B)/geodata/gazetteer.bin: $(PLACES) $(call obj,$(wildcard src/gazetteer/*.c src/compile/*.c src/import/*.c src/text/*.c)) | $(B)/dateline
	@mkdir -p $(@D)
	$(if $(Q),@echo "  gazetteer")
	$(Q)$(B)/dateline gazetteer build -q $(PLACES) -o $@
$(B)/geodata/basemap.bin: $(SHAPES) $(call obj,$(wildcard src/basemap/*.c)) | $(B)/dateline
	@mkdir -p $(@D)
	$(if $(Q),@echo "  basemap")
	$(Q)$(B)/dateline basemap build $(SHAPES) -o $@
# From fine to coarse.
RELIEF := geodata/relief/region.rlf geodata/relief/world.rlf
$(B)/geodata/relief.bin: $(RELIEF) $(call obj,$(wildcard src/relief/*.c)) | $(B)/dateline
	@mkdir -p $(@D)
	$(if $(Q),@echo "  relief")
	$(Q)$(B)/dateline basemap build $(RELIEF) -o $@
$(B)/styles:
	$(Q)ln -sfn ../../styles $@

# Makes the generated tables again from the packages they came from; see
# geodata/README.md for their versions.
NPM ?= node_modules
geodata-rebuild: ## rebuilds the tables of geodata/ from their packages: NPM=node_modules
	python3 geodata/rebuild/places.py build $(NPM) /usr/share/locale /usr/share/iso-codes/json
	python3 geodata/rebuild/counties.py $(NPM)/us-atlas/counties-10m.json geodata/places
	python3 geodata/rebuild/basemap.py --npm $(NPM)
	python3 geodata/rebuild/basemap_status.py
	python3 geodata/rebuild/relief.py
	python3 geodata/rebuild/borders.py
geodata-check: ## checks the tables: columns, ids, parents, coordinates
	python3 geodata/rebuild/places.py check
	python3 -B geodata/rebuild/check.py

# Fontconfig's thread keeps a configuration that it is done with.
LSAN    := LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lib/lsan.supp:print_suppressions=0

# ---- tests -------------------------------------------------------------------
check: test-deps ## installs what is missing, builds, and runs every test
	@$(MAKE) --no-print-directory all
	@$(MAKE) --no-print-directory lint unit fuzz-replay cli golden grid-part

$(B)/tests/unit/run: $(call obj,$(UNIT)) $(LIB_OBJ)
	$(Q)$(CC) $(ALL_CFLAGS) -o $@ $^ $(ALL_LIBS) -lcmocka -lz
unit: $(B)/tests/unit/run geodata ## unit, property and golden tests
	$(Q)LC_ALL=C TZ=UTC DATELINE_GEODATA=$(abspath $(B))/geodata $(LSAN) $< $(T)
golden: $(B)/dateline geodata ## whole maps, to the byte and to the eye
	$(Q)DATELINE=$(abspath $(B)/dateline) $(LSAN) tests/golden/golden.py check $(B)/golden $(T)
golden-accept: $(B)/dateline geodata ## take what is drawn now: make golden-accept T=CASE
	$(Q)DATELINE=$(abspath $(B)/dateline) tests/golden/golden.py accept $(B)/golden $(T)
cli: $(B)/dateline geodata ## the command, as a person would use it
	$(Q)DATELINE=$(abspath $(B)/dateline) $(LSAN) bats $(if $(T),--filter '$(T)') tests/cli

grid_step.asan = 83
grid_step.tsan = 83
# The report of every map says what lies on what; the pictures say the rest.
GRID = $(Q)DATELINE=$(B)/dateline PIXELS=$(B)/tests/grid/pixels $(LSAN) tests/grid/grid.py
$(B)/tests/grid/pixels: tests/grid/pixels.c
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c17 -O2 $(WARN) -o $@ $< -lz
grid-part: $(B)/dateline $(B)/tests/grid/pixels geodata ## one map in seventeen of the grid: all pairs of choices
	$(GRID) part $(B)/grid $(grid_step.$(MODE))
grid: $(B)/dateline $(B)/tests/grid/pixels geodata ## all presets, themes, languages and kinds of table, for minutes
	$(GRID) all $(B)/grid
grid-sheet: $(B)/dateline $(B)/tests/grid/pixels geodata ## contact sheets of the grid, to look at
	$(GRID) sheet build/grid

ifeq ($(MODE),fuzz)
$(B)/tests/fuzz/%.run: $(B)/tests/fuzz/%.o $(LIB_OBJ)
	$(Q)$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer -o $@ $^ $(ALL_LIBS)
else
$(B)/tests/fuzz/%.run: $(B)/tests/fuzz/%.o $(B)/tests/fuzz/replay.o $(LIB_OBJ)
	$(Q)$(CC) $(ALL_CFLAGS) -o $@ $^ $(ALL_LIBS)
endif
fuzz-replay: $(FUZZ:%=$(B)/tests/fuzz/%.run) ## the fuzz corpora, once each
	$(Q)for f in $(FUZZ); do $(B)/tests/fuzz/$$f.run tests/fuzz/corpus/$$f/* || exit 1; done
fuzz: ## fuzz one target for a while: make fuzz T=csv SECS=60
	$(Q)$(MAKE) --no-print-directory MODE=fuzz build/fuzz/tests/fuzz/$(T).run
	$(Q)mkdir -p build/fuzz/found/$(T)
	$(Q)build/fuzz/tests/fuzz/$(T).run -max_total_time=$(SECS) -max_len=65536 build/fuzz/found/$(T) tests/fuzz/corpus/$(T)

lint: $(B)/libdateline.a $(B)/$(SONAME) ## floors, banned calls, symbols, formatting, tables
	$(Q)tests/lint/floors.sh
	$(Q)tests/lint/banned.sh
	$(Q)tests/lint/symbols.sh $^
	$(Q)tests/lint/tables.sh
	$(Q)if clang-format --version | grep -q 'version 14\.'; then clang-format --dry-run -Werror $(HEADERS) $(LIB_SRC) $(CLI_SRC) $(UNIT); \
	else echo "  skipped: formatting, which is that of clang-format 14"; fi
	$(Q)echo '#include <dateline.h>' | $(CC) -std=c99 -Wall -Wextra -Wpedantic -Werror -Iinclude -xc -fsyntax-only -
	$(Q)echo '#include <dateline.h>' | $(CXX) -std=c++17 -Wall -Wextra -Wpedantic -Werror -Iinclude -xc++ -fsyntax-only -

# Needs Chromium, node and the npm packages of tests/tiles/package.json.
check-tiles: all ## the tiles in independent decoders and in MapLibre GL
	$(Q)[ -n "$$NODE_MODULES" ] || (cd tests/tiles && npm install --no-audit --no-fund --silent)
	$(Q)rm -rf $(B)/tiles && $(B)/dateline tiles docs/examples/karabakh.csv -q -z 0-9 -o $(B)/tiles
	$(Q)rm -rf $(B)/tiles-png && $(B)/dateline tiles docs/examples/karabakh.csv -q --content png -z 4-8 -o $(B)/tiles-png
	$(Q)cd tests/tiles && node audit.mjs $(abspath $(B))/tiles
	$(Q)cd tests/tiles && node maplibre.mjs $(abspath $(B))/tiles $(abspath $(B))/tiles.png 46.5,40.2,7
	$(Q)cd tests/tiles && node maplibre.mjs $(abspath $(B))/tiles-png $(abspath $(B))/tiles-png.png 46.5,40.2,7

# Needs Chromium, node and the npm packages of tests/tiles/package.json.
check-review: all ## the review page in a browser, by keyboard
	$(Q)[ -n "$$NODE_MODULES" ] || (cd tests/tiles && npm install --no-audit --no-fund --silent)
	$(Q)rm -rf $(B)/review && mkdir -p $(B)/review
	$(Q)$(B)/dateline extract docs/examples/article.txt --published 2021-11-20 -q --review $(B)/review/review.html
	$(Q)cd tests/review && NODE_MODULES=$${NODE_MODULES:-$(CURDIR)/tests/tiles/node_modules} node review.mjs $(abspath $(B))/review/review.html $(abspath $(B))/review/review.png

# Asserts stay in, because they tell it what cannot be.
tidy: compile_commands.json ## clang-tidy, which is slow
	$(Q)clang-tidy --quiet -p . --extra-arg=-UNDEBUG $(LIB_SRC) $(CLI_SRC)
format: ## rewrites the sources in the one format
	$(Q)clang-format -i $(HEADERS) $(LIB_SRC) $(CLI_SRC) $(UNIT)

$(B)/tests/bench/%.run: $(B)/tests/bench/%.o $(LIB_OBJ)
	$(Q)$(CC) $(ALL_CFLAGS) -o $@ $^ $(ALL_LIBS)
bench: all $(BENCH:%=$(B)/tests/bench/%.run) ## every figure that is claimed; T=name for one
	$(Q)for b in $(BENCH); do case $$b in *$(T)*) $(B)/tests/bench/$$b.run || exit 1;; esac; done
	$(Q)mkdir -p $(B)/bench && cp $(B)/tests/bench/process $(B)/bench/process
	$(Q)case process in *$(T)*) tests/bench/process.sh $(abspath $(B)) 21;; esac
	$(Q)case geocode in *$(T)*) tests/bench/geocode.sh $(abspath $(B));; esac
	$(Q)case extract in *$(T)*) tests/bench/extract.sh $(abspath $(B));; esac
$(B)/tests/bench/process: tests/bench/process.c
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c17 -O2 -Wall -Wextra -o $@ $<
# The command itself, with a watch at each call of the library.
$(B)/tests/bench/stages.run: $(B)/tests/bench/stages.o $(CLI_OBJ) $(LIB_OBJ)
	$(Q)$(CC) $(ALL_CFLAGS) -o $@ $^ $(ALL_LIBS) $(addprefix -Wl$(comma)--wrap=,offer_label $(addprefix dateline_,open read geocode map_new map_write))
bench: $(B)/tests/bench/process $(B)/tests/bench/stages.run

# ---- the rest ----------------------------------------------------------------
compile_commands.json: Makefile $(LIB_SRC) $(CLI_SRC) $(UNIT) ## for clangd and clang-tidy
	@{ sep='['; for f in $(LIB_SRC) $(CLI_SRC) $(UNIT); do \
	    printf '%s\n{"directory": "%s", "file": "%s", "arguments": [' "$$sep" "$(CURDIR)" "$$f"; \
	    for a in $(CC) $(ALL_CFLAGS) $(more.src/api/open.c) -Itests -c; do printf '"%s", ' "$$(printf %s "$$a" | sed 's/"/\\"/g')"; done; \
	    printf '"%s"]}' "$$f"; sep=','; done; printf '\n]\n'; } > $@

gallery: all ## makes the pictures that README shows
	docs/gallery/make.sh $(B)/dateline
$(B)/dateline.pc: src/dateline.pc.in Makefile
	$(Q)sed -e 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR)|; s|@INCLUDEDIR@|$(INCDIR)|; s|@VERSION@|$(VERSION)|; s|@PKGS@|$(PKGS)|' $< > $@

install: all $(B)/dateline.pc ## honours PREFIX and DESTDIR
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(LIBDIR)/pkgconfig $(DESTDIR)$(INCDIR) $(DESTDIR)$(DATADIR) $(DESTDIR)$(MANDIR)/man1
	install -m 755 $(B)/dateline $(DESTDIR)$(BINDIR)
	install -m 644 include/dateline.h $(DESTDIR)$(INCDIR)
	install -m 644 $(B)/libdateline.a $(DESTDIR)$(LIBDIR)
	install -m 755 $(B)/$(SONAME) $(DESTDIR)$(LIBDIR)
	ln -sf $(SONAME) $(DESTDIR)$(LIBDIR)/libdateline.so
	install -m 644 $(B)/dateline.pc $(DESTDIR)$(LIBDIR)/pkgconfig
	install -d $(DESTDIR)$(DATADIR)/geodata $(DESTDIR)$(DATADIR)/styles
	install -m 644 $(addprefix $(B)/geodata/,gazetteer.bin basemap.bin relief.bin signs.tsv) geodata/README.md $(DESTDIR)$(DATADIR)/geodata
	cp -R geodata/lexicon $(DESTDIR)$(DATADIR)/geodata
	cp -R styles/. $(DESTDIR)$(DATADIR)/styles
	$(B)/dateline help --man > $(DESTDIR)$(MANDIR)/man1/dateline.1
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/zsh/site-functions $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	$(B)/dateline help --completion bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/dateline
	$(B)/dateline help --completion zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_dateline
	$(B)/dateline help --completion fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/dateline.fish
uninstall: ## takes away what install put there
	rm -rf $(DESTDIR)$(BINDIR)/dateline $(DESTDIR)$(INCDIR)/dateline.h $(DESTDIR)$(LIBDIR)/libdateline.* \
	    $(DESTDIR)$(LIBDIR)/pkgconfig/dateline.pc $(DESTDIR)$(DATADIR) $(DESTDIR)$(MANDIR)/man1/dateline.1 \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/dateline $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_dateline \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/dateline.fish
clean: ## removes build/
	rm -rf build compile_commands.json
help: ## this list
	@sed -n 's/^\([a-z_.-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 26

FORCE:
.PHONY: all gallery grid grid-part grid-sheet check-review geodata-rebuild geodata-check deps test-deps install-packages demo demo-maps geodata golden golden-accept check-tiles check unit cli fuzz fuzz-replay lint tidy format bench install uninstall clean help FORCE
.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:
-include $(shell find build/$(MODE) -name '*.d' 2>/dev/null)
