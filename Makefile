# tsuzuri. On a fresh Debian 12: `make run` builds and prints the sample packet, `make test` runs
# every test; both install what is missing. `make help` lists all.

CC ?= cc
BUILD ?= build
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
VERSION := 0.1.0
WARN := -Wall -Wextra -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Wpedantic -Wvla -Werror
LIBS := harfbuzz harfbuzz-subset freetype2 icu-i18n icu-uc yaml-0.1 fontconfig zlib libpng libjpeg \
	nettle libzip expat xlsxwriter
# Looked up only where something is compiled: on a fresh machine pkg-config comes first.
PKG_CFLAGS = $(shell pkg-config --cflags $(LIBS))
PKG_LIBS = $(shell pkg-config --libs $(LIBS)) -lhpdf -lcsv -lqrencode -lm
ALL_CFLAGS = -std=c17 -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 $(WARN) -iquote include \
	-iquote src $(BEFORE_BANNED) -include src/base/banned.h -DTSUZURI_VERSION='"$(VERSION)"' $(PKG_CFLAGS) $(CFLAGS) -MMD -MP

# The library is every wing but program/. Each folder of program/ is a binary, its main.c apart, so
# that the unit tests can link the rest: only tsuzuri-pdf sees libqpdf, only tsuzuri-look poppler.
sources = $(shell find $(1) -name '*.c' | LC_ALL=C sort)
objects = $(patsubst src/%.c,$(BUILD)/obj/%.o,$(1))
LIB_SRC := $(call sources,src/base src/seam src/model src/typeset src/product)
COMMAND_SRC := $(call sources,src/program/tsuzuri)
PAGE := $(sort $(wildcard src/program/tsuzuri/page/*))
EMBED := src/program/tsuzuri/serve/embed.sh
PDF_SRC := $(call sources,src/program/tsuzuri-pdf)
LOOK_SRC := $(call sources,src/program/tsuzuri-look)
SRC := $(LIB_SRC) $(COMMAND_SRC) $(PDF_SRC) $(LOOK_SRC)
LIB := $(BUILD)/libtsuzuri.a
PDF_LIB := $(BUILD)/libtsuzuri-pdf.a
LOOK_LIB := $(BUILD)/libtsuzuri-look.a
PDF_LIBS := -lqpdf -lnettle -lpng -ljpeg -ltiff -lz -lseccomp -lm
LOOK_CFLAGS = $(shell pkg-config --cflags poppler-glib | sed 's/-I/-isystem /g')
LOOK_LIBS = $(shell pkg-config --libs poppler-glib fontconfig) -lseccomp -lm
UNIT_SRC := $(call sources,tests/unit)
UNIT_BIN := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(UNIT_SRC))
MANUAL := src/program/tsuzuri/manual
COMPLETION := src/program/tsuzuri/completion
# The manual as man(1) wants its folders: English in man1, man5, Japanese in ja/man1, ja/man5.
pages = $(foreach s,1 5,$(patsubst $(MANUAL)/$(1)/%,$(BUILD)/man/$(2)man$(s)/%,$(wildcard $(MANUAL)/$(1)/*.$(s))))
PAGES := $(call pages,en,) $(call pages,ja,ja/)
C_FILES = $(shell find src include tests/unit tests/support tests/tool tests/bench -name '*.[ch]' | LC_ALL=C sort)

RUN_PACKAGES := gcc libc6-dev pkg-config libhpdf-dev libyaml-dev libicu-dev libharfbuzz-dev \
	libfreetype-dev libfontconfig-dev libqpdf-dev libpng-dev libjpeg62-turbo-dev libtiff-dev zlib1g-dev libcsv-dev \
	libqrencode-dev nettle-dev libmicrohttpd-dev libzip-dev libexpat1-dev libxlsxwriter-dev libpoppler-glib-dev fonts-ipaexfont-mincho fonts-ipaexfont-gothic \
	fonts-ipamj-mincho man-db
TEST_PACKAGES := $(RUN_PACKAGES) libcmocka-dev python3 python3-yaml python3-jsonschema poppler-utils qpdf \
	mupdf-tools \
	zbar-tools parallel zsh
BROWSER := chromium chromium-driver
FALLBACK_FONTS := fonts-morisawa-bizud-mincho fonts-morisawa-bizud-gothic fonts-noto-cjk
LINT_PACKAGES := clang-format clang-tidy cppcheck mandoc
BENCH_PACKAGES := $(RUN_PACKAGES) python3 libpango1.0-dev qpdf

.PHONY: all
all: $(BUILD)/tsuzuri $(BUILD)/tsuzuri-pdf $(BUILD)/tsuzuri-look $(PAGES)

$(BUILD)/tsuzuri: $(call objects,$(COMMAND_SRC)) $(BUILD)/page.o $(LIB)
	@echo "link $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PKG_LIBS) -lmicrohttpd

# The page's files become part of the program (program/tsuzuri/serve/page.h).
$(BUILD)/page.c: $(EMBED) $(PAGE)
	@mkdir -p $(@D)
	@sh $(EMBED) $(PAGE) > $@
$(BUILD)/page.o: $(BUILD)/page.c
	@echo "cc   $<"
	@$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/tsuzuri-pdf: $(BUILD)/obj/program/tsuzuri-pdf/main.o $(PDF_LIB) $(LIB)
	@echo "link $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -Wl,--as-needed $(PDF_LIBS)

$(call objects,$(LOOK_SRC)): private PKG_CFLAGS += $(LOOK_CFLAGS)
$(BUILD)/obj/program/tsuzuri-look/poppler.o: private BEFORE_BANNED := -include poppler.h # a member is called ctime
SPREADSHEET_SRC := src/seam/spreadsheet/spreadsheet.c
$(BUILD)/obj/seam/spreadsheet/spreadsheet.o: private BEFORE_BANNED := -include xlsxwriter.h # it calls what is banned
$(BUILD)/tsuzuri-look: $(BUILD)/obj/program/tsuzuri-look/main.o $(LOOK_LIB) $(LIB)
	@echo "link $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -Wl,--as-needed $(LOOK_LIBS)

$(LIB): $(call objects,$(LIB_SRC))
$(PDF_LIB): $(filter-out %/main.o,$(call objects,$(PDF_SRC)))
$(LOOK_LIB): $(filter-out %/main.o,$(call objects,$(LOOK_SRC)))
$(BUILD)/%.a:
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/obj/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	@echo "cc   $<"
	@$(CC) $(ALL_CFLAGS) -c -o $@ $<

copy = @mkdir -p $(@D) && cp $< $@
$(BUILD)/man/man1/%: $(MANUAL)/en/%; $(copy)
$(BUILD)/man/man5/%: $(MANUAL)/en/%; $(copy)
$(BUILD)/man/ja/man1/%: $(MANUAL)/ja/%; $(copy)
$(BUILD)/man/ja/man5/%: $(MANUAL)/ja/%; $(copy)

# Tests of a program's rooms link its library, too.
$(filter $(BUILD)/unit/program/tsuzuri-pdf/%,$(UNIT_BIN)): private ROOM := $(PDF_LIB)
$(filter $(BUILD)/unit/program/tsuzuri-pdf/%,$(UNIT_BIN)): private ROOM_LIBS := $(PDF_LIBS)
$(filter $(BUILD)/unit/program/tsuzuri-pdf/%,$(UNIT_BIN)): $(PDF_LIB)
$(filter $(BUILD)/unit/program/tsuzuri-look/%,$(UNIT_BIN)): private ROOM := $(LOOK_LIB)
$(filter $(BUILD)/unit/program/tsuzuri-look/%,$(UNIT_BIN)): private ROOM_LIBS = $(LOOK_LIBS)
$(filter $(BUILD)/unit/program/tsuzuri-look/%,$(UNIT_BIN)): $(LOOK_LIB)
$(filter $(BUILD)/unit/seam/sandbox/%,$(UNIT_BIN)): private ROOM_LIBS := -lseccomp
$(BUILD)/unit/%: tests/unit/%.c $(LIB)
	@mkdir -p $(@D)
	@echo "cc   $<"
	@$(CC) $(ALL_CFLAGS) -iquote tests/support -o $@ $< $(LDFLAGS) $(ROOM) $(LIB) $(ROOM_LIBS) $(PKG_LIBS) -lcmocka

# Binds what a plan says: for tests of packets without an answer file.
$(BUILD)/tool/bind: tests/tool/bind.c $(LIB)
	@mkdir -p $(@D)
	@echo "cc   $<"
	@$(CC) $(ALL_CFLAGS) -o $@ $< $(LDFLAGS) $(LIB) $(PKG_LIBS)

$(BUILD)/bench/lines: tests/bench/lines.c $(LIB)
	@mkdir -p $(@D)
	@echo "cc   $<"
	@$(CC) $(ALL_CFLAGS) -o $@ $< $(LDFLAGS) $(LIB) $(PKG_LIBS)

$(BUILD)/bench/rounds: tests/bench/rounds.c $(LIB)
	@mkdir -p $(@D)
	@echo "cc   $<"
	@$(CC) $(ALL_CFLAGS) -o $@ $< $(LDFLAGS) $(LIB) $(PKG_LIBS)

## run: build, and print the sample packet to build/packet.pdf
.PHONY: run
run:
	@sh tests/install.sh $(RUN_PACKAGES)
	@$(MAKE) --no-print-directory all
	@$(BUILD)/tsuzuri build samples/renewal/answers.yaml -o "$(abspath $(BUILD))/packet.pdf"

## serve: build, and open the page with a copy of the sample (build/serve)
.PHONY: serve
serve:
	@sh tests/install.sh $(RUN_PACKAGES)
	@$(MAKE) --no-print-directory all
	@mkdir -p $(BUILD)/serve
	@cp -Rn samples/renewal/. $(BUILD)/serve
	@$(BUILD)/tsuzuri serve $(BUILD)/serve/answers.yaml

## test: every test, unit and command; T=stamp: those with that in their name
T ?=
SHARE ?= 1
.PHONY: test
test:
	@sh tests/install.sh $(TEST_PACKAGES)
	@sh tests/install.sh $(FALLBACK_FONTS) || echo "tests of the fallback fonts are skipped" >&2
	@sh tests/install.sh $(BROWSER) || echo "tests of the page in a browser are skipped" >&2
	@$(MAKE) --no-print-directory all units
	@python3 tests/run.py --build $(BUILD) --only '$(T)' --share $(SHARE)

## unit: the unit tests alone, the fast loop
.PHONY: unit
unit:
	@sh tests/install.sh $(TEST_PACKAGES)
	@$(MAKE) --no-print-directory all units
	@python3 tests/run.py --build $(BUILD) --only unit/

.PHONY: units
units: $(UNIT_BIN) $(BUILD)/tool/bind

## golden: write the golden traces anew (look at the difference before it is committed)
.PHONY: golden
golden: all
	@python3 tests/run.py --build $(BUILD) --golden

## check-floors: no file includes what stands above it
.PHONY: check-floors
check-floors:
	@python3 tests/floors.py

## lint: formatting, floors, cppcheck, the forms, the manual, clang-tidy
.PHONY: lint
lint: check-format check-floors cppcheck lint-forms lint-manual tidy

## lint-manual: what mandoc finds in the manual's pages
.PHONY: lint-manual
lint-manual:
	@sh tests/install.sh $(LINT_PACKAGES)
	@sh tests/lint_manual.sh $(MANUAL)

## lint-forms: what tsuzuri itself finds in the forms
.PHONY: lint-forms
lint-forms: all
	@$(BUILD)/tsuzuri lint forms

.PHONY: check-format
check-format:
	@sh tests/install.sh $(LINT_PACKAGES)
	@clang-format --dry-run -Werror $(C_FILES)

.PHONY: cppcheck
cppcheck:
	@cppcheck --quiet --std=c11 --enable=warning,performance,portability --error-exitcode=1 \
		--inline-suppr --suppress=missingIncludeSystem -I src -I include $(SRC)

# clang-tidy of "$@", with what must come before banned.h
tidy_with = clang-tidy --quiet "$$@" -- -std=c17 -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 \
	-iquote include -iquote src $(1) -include src/base/banned.h -DTSUZURI_VERSION=\"$(VERSION)\" \
	$(PKG_CFLAGS) 2>/dev/null

## tidy: clang-tidy over every file
.PHONY: tidy
tidy:
	@sh tests/install.sh $(RUN_PACKAGES) $(LINT_PACKAGES)
	@printf '%s\n' $(filter-out $(SPREADSHEET_SRC),$(LIB_SRC)) $(COMMAND_SRC) $(PDF_SRC) | xargs -P 2 -n 8 sh -c '$(call tidy_with,)' --
	@printf '%s\n' $(LOOK_SRC) | xargs sh -c '$(call tidy_with,-include poppler.h $(LOOK_CFLAGS))' --
	@printf '%s\n' $(SPREADSHEET_SRC) | xargs sh -c '$(call tidy_with,-include xlsxwriter.h)' --

## asan: every test with the address and undefined-behaviour sanitizers; SHARE=3: every third command test
.PHONY: asan
asan:
	@ASAN_OPTIONS=detect_leaks=1 $(MAKE) --no-print-directory test BUILD=$(BUILD)/asan \
		CFLAGS="-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"

## fuzz: random damage to answer files and forms, with the sanitizers (FUZZ_RUNS=n)
FUZZ_RUNS ?= 2000
.PHONY: fuzz
fuzz:
	@sh tests/install.sh $(TEST_PACKAGES)
	@$(MAKE) --no-print-directory all BUILD=$(BUILD)/asan \
		CFLAGS="-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
	@python3 tests/fuzz/fuzz.py --program $(BUILD)/asan/tsuzuri --runs $(FUZZ_RUNS)
	@$(MAKE) --no-print-directory $(BUILD)/asan/tool/bind BUILD=$(BUILD)/asan \
		CFLAGS="-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
	@python3 tests/fuzz/bind.py --build $(BUILD)/asan --runs $(FUZZ_RUNS) --keep $(BUILD)

## bench: the work of tests/bench as ratios to a floor program and to PangoCairo
.PHONY: bench
bench:
	@sh tests/install.sh $(BENCH_PACKAGES)
	@$(MAKE) --no-print-directory all
	@python3 tests/bench/bench.py --build $(BUILD)
	@$(MAKE) --no-print-directory $(BUILD)/bench/lines
	@$(BUILD)/bench/lines tests/data/typography/seed.txt
	@$(MAKE) --no-print-directory $(BUILD)/bench/rounds
	@$(BUILD)/bench/rounds
	@python3 tests/bench/check.py --build $(BUILD)
	@python3 tests/bench/serve.py --build $(BUILD)
	@python3 tests/bench/stamp.py --build $(BUILD)
	@$(MAKE) --no-print-directory $(BUILD)/tool/bind
	@python3 tests/bench/bind.py --build $(BUILD)
	@python3 tests/bench/bench_w2.py --build $(BUILD)

# What is installed, and where below PREFIX, as from:to.
INSTALLED_PROGRAMS = $(BUILD)/tsuzuri:bin/tsuzuri \
	$(BUILD)/tsuzuri-pdf:libexec/tsuzuri/tsuzuri-pdf $(BUILD)/tsuzuri-look:libexec/tsuzuri/tsuzuri-look
INSTALLED_FILES = $(LIB):lib/libtsuzuri.a include/tsuzuri.h:include/tsuzuri.h \
	$(BUILD)/tsuzuri.pc:lib/pkgconfig/tsuzuri.pc \
	$(foreach f,$(shell find forms fonts -type f | LC_ALL=C sort),$(f):share/tsuzuri/$(f)) \
	$(foreach p,$(PAGES),$(p):share/$(p:$(BUILD)/%=%)) \
	$(COMPLETION)/tsuzuri.bash:share/bash-completion/completions/tsuzuri \
	$(COMPLETION)/_tsuzuri:share/zsh/site-functions/_tsuzuri
put = for f in $(2); do install -D -m $(1) "$${f%%:*}" "$(DESTDIR)$(PREFIX)/$${f\#*:}" || exit 1; done

# Always made anew: PREFIX may be another one.
.PHONY: $(BUILD)/tsuzuri.pc
$(BUILD)/tsuzuri.pc:
	@mkdir -p $(@D)
	@printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$${prefix}/lib' 'includedir=$${prefix}/include' '' \
		'Name: tsuzuri' 'Description: prints official forms from an answer file' \
		'Version: $(VERSION)' 'Requires: $(LIBS)' \
		'Libs: -L$${libdir} -ltsuzuri -lhpdf -lcsv -lqrencode -lm -pthread' \
		'Cflags: -I$${includedir}' > $@

## install: programs, forms, manual, completions, library and header below PREFIX
.PHONY: install
install: all $(BUILD)/tsuzuri.pc
	@$(call put,755,$(INSTALLED_PROGRAMS))
	@$(call put,644,$(INSTALLED_FILES))

## uninstall: take away what install has put there
.PHONY: uninstall
uninstall:
	@for f in $(INSTALLED_PROGRAMS) $(INSTALLED_FILES); do rm -f "$(DESTDIR)$(PREFIX)/$${f#*:}" || exit 1; done
	@for d in share/tsuzuri libexec/tsuzuri; do [ ! -d "$(DESTDIR)$(PREFIX)/$$d" ] || \
		find "$(DESTDIR)$(PREFIX)/$$d" -depth -type d -empty -delete; done

## clean: remove the build folder
.PHONY: clean
clean:
	rm -rf $(BUILD)

.PHONY: help
help:
	@grep '^## ' Makefile | sed 's/^## /  make /'

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
