# `make run` brings up a service centre, `make test` proves it.
.DEFAULT_GOAL := help
.PHONY: help run test check lint screens-test browser soak bench gallery fmt openapi migration clean

PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest -q
NPM := npm --silent --prefix frontend run

help: ## What this Makefile can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Bring up the service on http://127.0.0.1:8000, with a demo centre the first time
	@.ci/bootstrap run
	@exec .venv/bin/yingmen run --end-with-parent

test: ## Everything: lint, types, contracts, unit to journeys, the whole spec, screens, browser
	@.ci/bootstrap test
	@$(MAKE) --no-print-directory lint
	$(PYTEST) -n 2 --dist loadgroup --ignore=tests/browser --ignore=tests/openapi
	$(PYTEST) -n 2 tests/openapi
	@$(MAKE) --no-print-directory screens-test
	$(PYTEST) tests/browser

check: ## The fast half (under a minute): lint, types, contracts, procedure and unit tests
	@.ci/bootstrap test
	@$(MAKE) --no-print-directory lint
	$(PYTEST) -n 2 -p tests.without_database --ignore=tests/browser --ignore=tests/platform

lint: ## Style, types and who may import whom
	.venv/bin/ruff check .
	.venv/bin/ruff format --check --quiet .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

screens-test: ## The screens: lint, types, unit tests, build
	$(NPM) lint
	$(NPM) test
	$(NPM) build

browser: ## The browser tests alone
	@.ci/bootstrap browser
	$(PYTEST) tests/browser

soak: ## The fault, race and kill runs with all their seeds, the whole spec with every boundary
	@.ci/bootstrap test
	YINGMEN_SEEDS=100 $(PYTEST) -m seeds
	YINGMEN_FUZZ_BOUNDARIES=1 YINGMEN_FUZZ_EXAMPLES=100 $(PYTEST) -n 2 tests/openapi

bench: ## Speed as ratios over bare handlers, written as a table
	@.ci/bootstrap test
	$(PYTHON) -m tests.load.bench

gallery: ## Pictures of every screen
	@.ci/bootstrap browser
	$(PYTHON) -m tests.browser.gallery

fmt: ## Put code into its form
	.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .
	$(NPM) format

openapi: ## Write openapi/openapi.json and the screens' types from it
	.venv/bin/yingmen openapi
	$(NPM) api

migration: ## Write the migration to the tables of today: make migration NAME="what changes"
	@.ci/bootstrap test
	@$(PYTHON) .ci/new-migration.py "$(NAME)"

clean: ## Remove what was built or installed (not the data folder)
	rm -rf .venv .tools frontend/node_modules frontend/dist
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .schemathesis
