# Everything a person or a CI machine types. `make` alone lists the targets.
#
# Two environments' worth of packages live in one virtual environment: `make run` installs what
# popliteus needs to run, everything else installs what is needed to test and check it as well.

PYTHON ?= python3
PYTEST_ARGS ?=
PORT ?= 8765
EXAMPLE := examples/calf-swelling-after-flight.yaml

# The arrays are small: a second thread of the linear algebra costs more than it brings.
export OPENBLAS_NUM_THREADS := 1

BIN := .venv/bin
RUN_STAMP := .venv/.popliteus-runtime
DEV_STAMP := .venv/.popliteus-test
STYLE := src/popliteus/web/static/look.css
STYLE_SOURCES := $(wildcard src/popliteus/web/assets-src/*.scss src/popliteus/web/assets-src/package*.json)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup assets run test check bench lock docs clean

help:  ## List the targets
	@printf 'popliteus: what it may be when the back of the knee hurts, and how urgent that is\n\n'
	@sed -n 's/^\([a-z][a-z]*\):.*## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) \
	  | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

$(RUN_STAMP): requirements/runtime.txt pyproject.toml scripts/setup_venv.py
	@$(PYTHON) scripts/setup_venv.py runtime

$(DEV_STAMP): requirements/runtime.txt requirements/test.txt pyproject.toml scripts/setup_venv.py
	@$(PYTHON) scripts/setup_venv.py test

setup: $(DEV_STAMP) assets  ## Make .venv with everything pinned, for running, testing and checking
	@printf 'Ready. Try: $(BIN)/popliteus --help\n'

# Without Node.js this says what to install and goes on: only the web app needs the style sheet.
$(STYLE): $(STYLE_SOURCES) scripts/build_assets.py scripts/schemes.py scripts/shorten_css.py
	@$(PYTHON) -m scripts.build_assets

assets: $(STYLE)  ## Compile the style sheet of the web app (needs Node.js)

run: $(RUN_STAMP) assets  ## Set up, show one example assessment, then serve the app (PORT=8765)
	@$(BIN)/popliteus assess $(EXAMPLE)
	@printf '\nThat was the example. Now the app, for you:\n\n'
	@if [ -t 0 ] && [ -t 1 ]; then \
	  $(BIN)/popliteus serve --port $(PORT); \
	else \
	  printf 'This is no terminal; type: popliteus serve --port %s\n' $(PORT); \
	fi

test: $(DEV_STAMP) assets  ## Set up and run all tests
	@$(BIN)/python -m pytest -q -n 2 --dist=loadfile $(PYTEST_ARGS)

check: $(DEV_STAMP)  ## Format, lint, types, imports, knowledge, hazards, repository, documents
	@printf 'format      ' && $(BIN)/ruff format --check .
	@printf 'lint        ' && $(BIN)/ruff check .
	@printf 'types       ' && $(BIN)/mypy
	@printf 'imports     ' && said=$$($(BIN)/lint-imports 2>&1) \
	  && printf '%s\n' "$$said" | tail -n 1 || { printf '\n%s\n' "$$said"; exit 1; }
	@printf 'knowledge\n' && $(BIN)/popliteus check --people 6000
	@printf 'hazards     ' && $(BIN)/python scripts/check_hazards.py
	@printf 'repository  ' && $(BIN)/python scripts/check_repository.py
	@printf 'documents   ' && $(BIN)/python -m scripts.docs --check

bench: $(DEV_STAMP) assets  ## Speed and memory, beside a Bayesian-network library and a bare web page
	@$(BIN)/python -m benchmarks

lock: $(DEV_STAMP)  ## Pin the newest allowed versions, with hashes
	@$(BIN)/python scripts/lock.py

docs: $(DEV_STAMP)  ## Write the outputs shown in the documents from the real commands
	@$(BIN)/python -m scripts.docs

clean:  ## Remove the virtual environment and everything else that can be made again
	@rm -rf $(STYLE) .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
