# What a contributor runs. Needs git, make, Python and pip; the rest is fetched into .venv and .tools.

PACKAGES := models solvers service programmes
BIN := .venv/bin
READY := .venv/.stamp
PYTEST := $(BIN)/python -m pytest -n 2 --dist worksteal

# A uv on PATH that really runs, else a copy in .tools, else (none to be had) pip does the work.
UV_VERSION := 0.13.9
UV := $(shell uv --version >/dev/null 2>&1 && command -v uv || echo .tools/uv/bin/uv)

# Given as `make PYTHON=...`, tried first by tools/find_python.sh.
PYTHON ?=
export PYTHON UV

# Trust what the machine trusts: behind a firm's proxy that is its own certificate.
export UV_SYSTEM_CERTS := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo test test-slow bench check format lock openapi openapi-check clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1#\2/p' Makefile | awk -F'#' '{printf "%-18s %s\n", $$1, $$2}'

demo: $(READY) ## plan a shipped example
	@$(BIN)/tagenka demo

test: $(READY) ## the tests; make test ARGS="-k cap" runs some
	@$(PYTEST) $(ARGS)

test-slow: $(READY) ## the tests that take long
	@$(PYTEST) -m slow $(ARGS)

bench: $(READY) ## time the stages of a plan
	@$(BIN)/python -m benchmarks $(ARGS)

check: $(READY) ## what a change must pass
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(MAKE) --no-print-directory openapi-check test

format: $(READY) ## format the code and mend what lint can
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

openapi: $(READY) ## write openapi/openapi.json from the code
	@mkdir -p openapi
	@$(BIN)/tagenka openapi > .openapi.new && mv .openapi.new openapi/openapi.json

openapi-check: $(READY) ## is openapi/openapi.json current?
	@$(BIN)/tagenka openapi | diff -u openapi/openapi.json - \
	    || { echo "openapi/openapi.json is not current: run make openapi"; exit 1; }

lock: | $(UV) ## pin the dependencies anew; make lock UPGRADE=--upgrade for the newest
	@$(UV) pip compile pyproject.toml --extra dev --universal --python-version 3.12 \
	    --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet \
	    $(UPGRADE) -o requirements.txt
	@{ echo '# Every package that runs or tests this project, pinned by hash. Made by: make lock'; \
	    cat requirements.txt; } > .lock.new && mv .lock.new requirements.txt

clean: ## remove what was made
	@rm -rf .venv .tools .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache build dist
	@find $(PACKAGES) tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

# The environment: made by uv, or by pip where uv is missing or fails.

define WITH_UV
$(UV) venv --quiet --clear --python "$$python" .venv && \
$(UV) pip install --quiet --python $(BIN)/python --require-hashes --compile-bytecode -r requirements.txt && \
$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --compile-bytecode -e .
endef

define WITH_PIP
"$$python" -m venv --clear .venv && \
$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt && \
$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
endef

$(READY): requirements.txt pyproject.toml | $(UV)
	@echo "Setting up .venv (once)"
	@python=$$(sh tools/find_python.sh) && \
	if $(UV) --version >/dev/null 2>&1 && $(WITH_UV); then :; \
	else echo "uv is missing or failed: pip takes over"; $(WITH_PIP); fi
	@$(BIN)/python -m compileall -q $(PACKAGES)
	@touch $@

.tools/uv/bin/uv:
	@python=$$(sh tools/find_python.sh --installed 2>/dev/null || echo python3); \
	{ "$$python" -m venv .tools/uv && .tools/uv/bin/python -m pip install --quiet uv==$(UV_VERSION); } 2>/dev/null \
	|| { rm -rf .tools/uv; "$$python" -m pip install --quiet --target .tools/uv uv==$(UV_VERSION); } 2>/dev/null \
	|| rm -rf .tools/uv
