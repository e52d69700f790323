VENV ?= .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed

help:  ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(STAMP): requirements/base.lock pyproject.toml
	@test -x $(PY) || python3 -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --no-compile \
		-r requirements/base.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

setup: $(STAMP) messages  ## the program and its libraries, into .venv

messages: $(STAMP)
	@$(PY) scripts/messages.py compile

demo: setup  ## the demonstration year: installs, loads, writes the review, serves
	@$(VENV)/bin/luzhi demo

run: setup  ## serve this site
	@$(VENV)/bin/luzhi serve

$(VENV)/.tested: requirements/test.lock $(STAMP)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/test.lock
	@scripts/test-tools
	@touch $@

test: $(VENV)/.tested messages  ## what tests need, and the tests
	@$(PY) -m pytest -n 2 --dist loadgroup -m "not slow and not e2e"

slow: $(VENV)/.tested messages  ## process trees, printed pages, walks in a real browser
	@$(PY) -m pytest -n 2 --dist loadgroup -m "slow or e2e"

OLDEST := /usr/lib/postgresql/15/bin
oldest: $(VENV)/.tested  ## the kernel on the oldest PostgreSQL, where it is installed
	@if [ -x $(OLDEST)/postgres ]; then LUZHI_PG_BIN=$(OLDEST) $(PY) -m pytest -n 2 \
		tests/tenancy tests/audit tests/core tests/members; \
	else echo "No PostgreSQL 15 here: skipped."; fi

static: $(VENV)/.tested messages  ## format, lint, types, layers, templates
	@$(PY) -m ruff format --check luzhi tests scripts
	@$(PY) -m ruff check luzhi tests scripts
	@$(VENV)/bin/djangofmt check luzhi/templates luzhi/*/templates
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports

check: static test  ## all that must be green before a change lands

bench: setup  ## the benchmarks, each beside its floor
	@$(VENV)/bin/luzhi bench

docs: setup  ## docs/generated, from what the code declares
	@$(PY) scripts/generate.py

lock:  ## pin libraries anew
	@$(PY) -m pip install --quiet uv
	@for name in base test; do $(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate requirements/$$name.in -o requirements/$$name.lock; done

.PHONY: oldest help setup messages demo run test slow static check bench docs lock
