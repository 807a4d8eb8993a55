# Everything here sets itself up: the first target builds .venv from the locked, hashed requirements.
.DEFAULT_GOAL := help
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
PYTHON := python
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
READY := .venv/.ready
BENCH_READY := .venv/.bench-ready
DATA ?= data/spotify_million_playlist_dataset.zip
OUT ?= models/artifacts/mine
SEEDS ?= 1

.PHONY: help setup demo pictures test check wheels format train run bench bench-quality bench-speed bench-content bench-rules lock

help: ## Say what can be made
	@$(PYTHON) -c "import re; [print('make %-13s %s' % m) for m in re.findall(r'^([\w-]+):.*?## (.*)$$', open('Makefile', encoding='utf-8').read(), re.M)]"

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(None if (3, 11) <= sys.version_info < (3, 14) else 'Segue needs Python 3.11, 3.12 or 3.13; this is %d.%d. Try: make PYTHON=python3.12' % sys.version_info[:2])"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/python -c "import pathlib; pathlib.Path('$(READY)').touch()"

$(BENCH_READY): $(READY) benchmarks/requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r benchmarks/requirements.lock
	$(BIN)/python -c "import pathlib; pathlib.Path('$(BENCH_READY)').touch()"

setup: $(READY) ## Build .venv, where the segue command lives, or bring it up to date

demo: $(READY) ## Try everything here, without an account or a key
	$(BIN)/segue demo

pictures: $(READY) ## Take the pictures of the README anew, from the demo
	$(BIN)/segue demo --pictures docs/pictures < $(if $(filter Windows_NT,$(OS)),NUL,/dev/null)

test: check ## Run the checks and every test
	$(BIN)/python -m pytest

check: $(READY) ## Lint, types, formatting, import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

wheels: $(READY) ## Check that every platform installs from wheels alone
	$(BIN)/python .ci/wheels.py

format: $(READY) ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

train: $(READY) ## Train a model: make train DATA=playlists.zip OUT=models/artifacts/mine
	$(BIN)/segue train --data $(DATA) --out $(OUT)

run: $(READY) ## Start the bot with the settings in .env
	$(BIN)/segue run

bench: $(BENCH_READY) ## Measure quality and speed against peers
	$(BIN)/python -m benchmarks

bench-quality: $(BENCH_READY) ## Measure accuracy against peers, and go on where it was stopped: make bench-quality SEEDS=3
	$(BIN)/python -m benchmarks.quality --seeds $(SEEDS)

bench-speed: $(BENCH_READY) ## Measure latency, throughput, start-up and memory: make bench-speed MODEL=models/artifacts/mine
	$(BIN)/python -m benchmarks.speed $(if $(MODEL),--model $(MODEL))

bench-content: $(BENCH_READY) ## Measure what sorting by sound brings and costs: make bench-content MODEL=models/artifacts/mine
	$(BIN)/python -m benchmarks.content $(if $(MODEL),--model $(MODEL))

bench-rules: $(READY) ## Measure the mining of rules beside mlxtend, and look-ups
	$(BIN)/python -m benchmarks.rules

lock: ## Resolve the requirements again (needs uv)
	UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --extra dev pyproject.toml -o requirements.lock
	UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url -c requirements.lock benchmarks/requirements.in -o benchmarks/requirements.lock
