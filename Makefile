.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
export PYTHONDONTWRITEBYTECODE ?= 1

help: ## What can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/ready: requirements.lock
	@echo "Installing packages into $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11, 3.12 or 3.13 is needed: make PYTHON=python3.13") if not (3, 11) <= sys.version_info[:2] <= (3, 13) else None'
	@$(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@echo "$(CURDIR)/src" > "$$($(RUN) -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/governance.pth"
	@printf '%s\n' '#!/bin/sh' '# Written by make: the command line of this folder.' 'exec "$$(dirname "$$0")/python" -m governance.cli.main "$$@"' > $(VENV)/bin/governance
	@chmod +x $(VENV)/bin/governance
	@touch $@

demo: $(VENV)/ready ## The service with a sample region on http://localhost:8000
	@$(RUN) -m governance.cli.main serve --sample

test: $(VENV)/ready ## Everything that is tested once
	@scripts/ready.sh
	@$(RUN) -m pytest -q -n 3 --dist loadfile --no-loadscope-reorder

test-full: $(VENV)/ready ## The long matrix as well
	@scripts/ready.sh
	@$(RUN) -m pytest -q -n 3 --dist loadfile --no-loadscope-reorder --full

lint: $(VENV)/ready ## Style, types, and the floor plan
	@$(VENV)/bin/ruff check
	@$(VENV)/bin/ruff format --check --quiet
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-cache

bench: $(VENV)/ready ## Measurements, one JSON object a line and a table
	@$(RUN) -m bench

migration: $(VENV)/ready ## Draft the SQL of a migration: make migration name=what
	@$(RUN) scripts/migration.py $(name)

lock: $(VENV)/ready ## Write requirements.lock anew from pyproject.toml
	@$(RUN) -m pip install --quiet uv
	@$(VENV)/bin/uv pip compile --quiet --universal --no-strip-extras --generate-hashes --python-version 3.11 --extra dev pyproject.toml -o requirements.lock

vendor: $(VENV)/ready ## Fetch the vendored npm files anew
	@$(RUN) -m pip install --quiet fonttools==4.68.0
	@$(RUN) scripts/vendor.py && $(RUN) scripts/fonts.py

.PHONY: help demo test test-full lint bench migration lock vendor
