.DEFAULT_GOAL := help
PYTHON := .venv/bin/python

help: ## What this Makefile can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

check: ## The fast half of the tests: lint, types, import contracts, procedure
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PYTHON) -m pytest -q tests/procedure

.PHONY: help check
