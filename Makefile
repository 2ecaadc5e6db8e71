# Everything installs itself on first use: make report, make test.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install report test lint validate bench lock clean

FOLDER ?= seeds
OUT    ?= reports
VENV   := .venv
BIN    := $(VENV)/bin
PANGO  := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  The articles are read from FOLDER (now $(FOLDER)), the results go to OUT (now $(OUT)):"
	@echo "  make report FOLDER=my-articles OUT=my-report"

install: $(VENV)/.installed ## Set up .venv from requirements.lock

report: install ## Write the report on the articles in FOLDER into OUT
	@$(BIN)/parallax report "$(FOLDER)" -o "$(OUT)"

test: install ## Run the tests
	@$(BIN)/python -m pytest

lint: install ## Style, types, import rules
	@$(BIN)/ruff check analysis tests
	@$(BIN)/ruff format --check --quiet analysis tests
	@$(BIN)/mypy
	@$(BIN)/lint-imports

validate: install ## Measure accuracy on labelled data (DATA=folder for more of it)
	@$(BIN)/parallax validate $(if $(DATA),--data "$(DATA)")

bench: install ## Cost of a report, of framing, of finding attributions, of comparing up to 500 articles
	@$(BIN)/python -m analysis.validation.bench
	@$(BIN)/python -m analysis.validation.bench_framing
	@$(BIN)/python -m analysis.validation.bench_tagger $(if $(DATA),--data "$(DATA)")
	@$(BIN)/python -m analysis.validation.bench_comparison

lock: install ## Renew requirements.lock from pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --upgrade --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock

clean: ## Remove results and caches (the environment stays: delete .venv to remove it)
	@find reports -mindepth 1 -maxdepth 1 ! -name sample -exec rm -rf {} +
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build

# A marker newer than the lock means: installed. uv is used where the machine has it; otherwise
# the locked one goes into the environment first.
$(VENV)/.installed: requirements.lock pyproject.toml
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "parallax: python3: older than 3.11; install Python 3.11 or newer" >&2; exit 2; }
	@test -x $(BIN)/python || python3 -m venv $(VENV) || \
	  { echo "parallax: python3 -m venv: failed; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 2; }
	@echo "Installing into $(VENV) (once) ..."
	@if command -v uv >/dev/null 2>&1; then uv=uv; else uv=$(BIN)/uv; test -x $$uv || { \
	    awk '/^uv==/{on=1} on{print} on && !/\\$$/{exit}' requirements.lock > $(VENV)/uv.lock && \
	    $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
	      --require-hashes -r $(VENV)/uv.lock; }; \
	  fi && \
	  $$uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock && \
	  $$uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@$(BIN)/python -c 'import weasyprint' >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" = 0 ] && [ -e /etc/debian_version ]; then \
	    echo "Installing Pango, which sets the PDF ..."; \
	    apt-get -qq update && DEBIAN_FRONTEND=noninteractive \
	      apt-get -qq install --no-install-recommends -y $(PANGO) >/dev/null || \
	      echo "Pango could not be installed; the report will come without a PDF." >&2; \
	  fi; }
	@touch $@
