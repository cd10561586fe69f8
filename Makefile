# The four things to do with a clone. `make setup` is part of the other three; each says what it does.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
BIN := .venv/bin
DEMO := demo

.PHONY: help setup demo test bench setup-dev requirements

help:
	@echo "make setup   a virtual environment in .venv, with .venv/bin/whomet"
	@echo "make demo    the bundled investigation: its ledger and its site, offline"
	@echo "make test    every check and every test, the browser's and the database's included"
	@echo "make bench   how fast and how large"
	@echo "make requirements   pin the newest releases that pyproject.toml allows (needs the package index)"

setup:
	@.ci/setup run
	@echo "whomet is ready: $(BIN)/whomet --help, or make demo"

demo:
	@.ci/setup run
	@$(BIN)/whomet demo $(DEMO)

setup-dev:
	@.ci/setup dev
	@.ci/test-tools

test: setup-dev
	@echo "== style: ruff"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "== types: mypy --strict"
	@$(BIN)/mypy
	@echo "== layers: import-linter"
	@$(BIN)/lint-imports
	@echo "== tests: pytest, two at a time"
	@$(BIN)/pytest -n 2
	@echo "All checks passed. Next: make demo, or CONTRIBUTING.md."

bench: setup-dev
	@$(BIN)/python -m benchmarks
	@echo "What the figures mean, and on what machine the published ones were taken: benchmarks/README.md"

# The files name releases and their hashes only: no index, no folder.
COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.12 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

requirements:
	@.ci/setup dev
	@$(COMPILE) pyproject.toml -o requirements.txt
	@$(COMPILE) pyproject.toml --group dev --group build -c requirements.txt -o requirements-dev.txt
	@$(COMPILE) --group build -c requirements-dev.txt -o requirements-build.txt
	@$(COMPILE) --group postgresql -c requirements-dev.txt -o requirements-postgresql.txt
	@echo "Pinned. Next: make test, then commit requirements*.txt."
