# Two commands are enough: `make portal` builds the portal, `make test` runs every test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ADDRESS ?= 127.0.0.1:8000
FUZZ ?= 50
BENCH ?=
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: portal serve test fuzz lint check guards bench bench-quick lock sbom audit clean help

help:
	@echo "make portal   build the portal into site/"
	@echo "make serve    show it live at http://$(ADDRESS)/ and rebuild on each change"
	@echo "make check    check the maps and say what is wrong where"
	@echo "make test     run every test (installs Chromium and node by apt where none is found)"
	@echo "make guards   switch each guard off and see that a test goes red"
	@echo "make fuzz     try many more random inputs on every reader (FUZZ=50 times as many as make test)"
	@echo "make bench    how fast it is, each goal against a reference in the same run (about 25 minutes; BENCH='--only 4')"
	@echo "make bench-quick  the same with 50 maps, in three minutes"
	@echo "make lint     ruff and mypy alone"
	@echo "make lock     write the locks anew from pyproject.toml (needs uv)"
	@echo "make sbom     write what the wheel needs, with licences, into locks/portal.cdx.json"
	@echo "make audit    ask for known vulnerabilities of what is locked (needs a network)"

portal: $(VENV)/portal.stamp
	$(BIN)/journeybook build --strict
	@echo
	@echo "The portal is in site/. To look at it:"
	@echo "  make serve                                             live, at http://$(ADDRESS)/"
	@echo "  $(BIN)/python -m http.server --directory site 8000    as it will be published"

serve: $(VENV)/portal.stamp
	$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

check: $(VENV)/portal.stamp
	$(BIN)/journeybook check maps

test: $(VENV)/test.stamp lint
	sh tests/need_chromium.sh
	sh tests/need_language_server.sh $(VENV)
	$(BIN)/pytest -n 2 --dist worksteal  # neighbours share fixtures, so each worker begins with a half in one piece

guards: $(VENV)/test.stamp
	$(BIN)/python tests/guards.py

# A found input is printed with a decorator that repeats it; it becomes an `@example` of its test.
fuzz: $(VENV)/test.stamp
	JOURNEYBOOK_FUZZ=$(FUZZ) $(BIN)/pytest -n 2 -m fuzz --hypothesis-show-statistics

# Programs to compare with are found or installed on demand; what is missing has its reason in the table.
bench: $(VENV)/test.stamp
	$(BIN)/python tests/benchmarks/bench.py $(BENCH)

bench-quick: $(VENV)/test.stamp
	$(BIN)/python tests/benchmarks/bench.py --quick $(BENCH)

lint: $(VENV)/test.stamp
	$(BIN)/ruff check --no-cache plugins tests
	$(BIN)/ruff format --no-cache --check plugins tests
	$(BIN)/mypy

# The locks hold names, versions and hashes; where packages come from is the machine's own setting.
$(VENV)/portal.stamp: locks/portal.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r locks/portal.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/portal.stamp locks/test.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r locks/test.txt
	@touch $@

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --group build -o locks/portal.txt pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra export --group test -o locks/test.txt pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --group pyproject.toml:audit -o locks/audit.txt

sbom: $(VENV)/portal.stamp
	$(BIN)/python tests/sbom.py

# The tool is kept apart, in an environment of its own, so that it adds nothing to what it looks at.
AUDIT := .cache/audit
audit: locks/audit.txt
	test -x $(AUDIT)/bin/python || $(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip install --quiet --require-hashes -r locks/audit.txt
	sh tests/audit.sh $(AUDIT)/bin/python locks/portal.txt locks/test.txt locks/audit.txt

clean:
	rm -rf site .site.journeybook .cache
