# One command each: `make run` for the main job, `make test` for the proof. `make help` lists all.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup build run test torture check lint format bench bench-rivals clean

# Debian packages that the build, the embedded PostgreSQL and the reports' fonts need.
PACKAGES := libpq-dev libcsv-dev zlib1g-dev libxlsxwriter-dev postgresql postgresql-client \
  weasyprint fonts-liberation2 fonts-dejavu-core
# What the tests open workbooks and papers with.
TEST_PACKAGES := libreoffice-calc poppler-utils
# Swift's library comes along, so that the program runs where no toolchain is. One line for all
# products: another one would build everything anew.
RELEASE := swift build -c release --static-swift-stdlib
PHUSA := .build/release/phusa
# What `make run` builds first; empty to use the program that PHUSA names as it is.
BUILT := build

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install the Debian packages that are missing, or print the line that does
	@.ci/setup $(PACKAGES)

build: setup ## build in release mode
	$(RELEASE) --product phusa

run: $(BUILT) ## the main job: warehouse, every pipeline over Fixtures/drops, the reports
	@$(PHUSA) warehouse apply --quiet
	@$(PHUSA) run
	@$(PHUSA) report build

test: setup ## all tests, against a PostgreSQL server that they start themselves
	@.ci/setup $(TEST_PACKAGES)
	swift test --parallel --explicit-target-dependency-import-check error

torture: setup ## kill, cut off and stop the program and its server hundreds of times
	@.ci/torture

lint: ## formatting and style, strictly
	swift format lint --strict --parallel --recursive Package.swift Sources Tests

format: ## rewrite the sources in the house style
	swift format --in-place --parallel --recursive Package.swift Sources Tests

check: lint test ## what must pass before a commit: lint, build without warnings, tests

bench: build ## measure every promised speed in one run; BENCH='--only load.first' chooses
	@$(RELEASE) --product phusa-fixtures
	@.ci/bench $(BENCH)

bench-rivals: build ## time other loaders on the same file; fetches them when first asked
	@$(RELEASE) --product phusa-fixtures
	@.ci/bench-rivals $(BENCH)

clean: ## remove what was built (not the warehouse)
	swift package clean
