# The course in two commands: `make serve` runs it, `make test` proves it. Everything is installed
# into .venv from the pinned versions in constraints*.txt.

VENV := .venv
BIN := $(VENV)/bin
NODE := $(BIN)/node
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.PHONY: serve lab test quick check notebooks figures scripts lint lock browser postgres hub-proxy wheel bench soak test-latest clean

serve: $(VENV)/.course ## set up and run the course on http://127.0.0.1:8866/
	$(BIN)/gluteedu serve

lab: $(VENV)/.course ## open the lessons in JupyterLab
	$(BIN)/gluteedu lab

# One run for everything: a worker that has done its browser tests takes a notebook, and none waits.
# Files that take long come first (tests/support/needs.py).
PYTEST := $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

test: $(VENV)/.tests browser postgres hub-proxy lint ## set up and pass every test
	$(BIN)/gluteedu check
	$(NODE) --test "tests/javascript/**/*.test.js"
	GLUTEEDU_STORE=none $(PYTEST) --nbval tests notebooks
	$(BIN)/python -m benchmarks.soak --learners 30 --minutes 2

quick: $(VENV)/.tests lint ## in a minute: style, content, every test of Python alone, and what a change touches
	$(BIN)/gluteedu check
	$(NODE) --test "tests/javascript/**/*.test.js"
	$(PYTEST) --quick tests

check: $(VENV)/.course ## look through all content
	$(BIN)/gluteedu check

notebooks: $(VENV)/.course ## run the lessons again and store their outputs
	$(BIN)/gluteedu notebooks

figures: $(VENV)/.tests browser ## draw the stored pictures of the figures again
	$(BIN)/gluteedu figures

scripts: node_modules/.installed ## make gluteedu/built anew out of the JavaScript
	$(BIN)/python -m gluteedu.widgets.shared.constants
	$(NODE) esbuild.config.js

lint: $(VENV)/.tests node_modules/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(NODE) node_modules/typescript/bin/tsc
	$(NODE) node_modules/eslint/bin/eslint.js .
	$(NODE) esbuild.config.js --check

browser: $(VENV)/.tests ## install Chromium if there is none
	@sh tests/support/install-browser

postgres: ## install PostgreSQL's server for the tests of the record if there is none
	@sh tests/support/install-postgres

hub-proxy: $(VENV)/hub/.proxy ## install the proxy that JupyterHub needs, for its tests

lock: $(VENV)/.tests ## refresh the pinned versions
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --group build pyproject.toml -o constraints.txt --upgrade
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --group build --extra test -c constraints.txt pyproject.toml -o constraints-test.txt --upgrade
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --group build --extra hub -c constraints.txt -c constraints-test.txt pyproject.toml -o deploy/constraints.txt --upgrade
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -c constraints.txt benchmarks/requirements.in -o benchmarks/requirements.txt --upgrade
	$(BIN)/python -m gluteedu.authoring.environment

bench: $(VENV)/.tests .venv-bench/.peers browser ## measure all of it beside stock Voila and its peers, in about 12 minutes
	$(BIN)/python -m benchmarks

soak: $(VENV)/.tests ## a class of 100 for 15 minutes; ends with an error if anything is lost
	$(BIN)/python -m benchmarks.soak

test-latest: ## the same tests with the newest versions that pyproject.toml allows
	rm -rf .venv-latest
	$(PYTHON) -m venv .venv-latest
	.venv-latest/bin/python -m pip install -q --disable-pip-version-check "hatchling>=1.27" "editables>=0.5"
	.venv-latest/bin/python -m pip install -q --disable-pip-version-check --no-build-isolation -e ".[test]"
	touch .venv-latest/.course .venv-latest/.tests
	$(MAKE) test VENV=.venv-latest

wheel: $(VENV)/.tests
	$(BIN)/python -m build --wheel --no-isolation

clean:
	rm -rf $(VENV) .venv-bench node_modules dist

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "gluteedu needs Python 3.11 or newer; none was found. Install it, or say where it is: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing. On Debian or Ubuntu: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }

$(VENV)/.course: constraints.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.tests: constraints-test.txt $(VENV)/.course
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r constraints-test.txt
	@touch $@

# Node comes with the tests' Python packages. Running the course needs none.
node_modules/.installed: package.json package-lock.json $(VENV)/.tests
	PATH="$(abspath $(BIN)):$$PATH" npm ci --loglevel=error --no-fund --no-audit --no-update-notifier || { echo "What checks and bundles the JavaScript could not be installed; npm says why above."; exit 1; }
	@touch $@

$(VENV)/hub/.proxy: deploy/proxy/package.json deploy/proxy/package-lock.json $(VENV)/.tests
	@mkdir -p $(@D)
	@cp deploy/proxy/package.json deploy/proxy/package-lock.json deploy/proxy/.npmrc $(@D)
	cd $(@D) && PATH="$(abspath $(BIN)):$$PATH" npm ci --loglevel=error --no-fund --no-audit --no-update-notifier || { echo "The proxy that JupyterHub needs could not be installed; npm says why above."; exit 1; }
	@touch $@

.venv-bench/.peers: benchmarks/requirements.txt
	rm -rf .venv-bench
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r benchmarks/requirements.txt
	@touch $@
