"""What all lines share: the files, the server, the states, one sample of a load."""

import decimal
import functools
import os
from pathlib import Path

from . import province, states
from .feeds import Feeds
from .process import Failed, quiet, timed
from .server import FACT, Server

HERE = Path(__file__).resolve().parent
ROOT = Path(__file__).resolve().parents[2]
BASE, FIVE = "so-0/solieu-2026-01-05.csv", "so-0/solieu-2026-01-04.csv"
LATER = "so-0/solieu-2026-02-05.csv"
# Loaded vintages of one month, and the place in their order where the late one belongs.
VINTAGES, LATE_AT = 24, 12
# Computed indicators, of five kinds in turn.
FORMULAS = 350


class Bench:
    """Files and states are made when the first line asks for them."""

    def __init__(self, folder, phusa, fixtures, rows):
        self.folder, self.phusa, self.fixtures = folder, phusa, fixtures
        self.feeds = Feeds(fixtures, folder / "feeds", rows)
        self.home = self.new_state("home", None)
        self.server = None

    def start(self):
        """Starts the server and makes the empty warehouse."""
        quiet([self.phusa, "warehouse", "apply", "--workspace", self.home.workspace, "--quiet"])
        self.server = Server(self.phusa, self.home.workspace)
        self.server.make_yard()
        self.server.copy_database(self.server.home, "empty")

    def log(self, name):
        return self.folder / "logs" / f"{name}.txt"

    def new_state(self, name, template, **options):
        source = self.folder / "workspaces" / name
        states.workspace(self.fixtures, source, ROOT / "Pipelines" / "warehouse", **options)
        return states.State(self, name, template, source)

    # States.

    @functools.cached_property
    def empty(self):
        """A warehouse as `warehouse apply` leaves it, without one member of the catalogue."""
        return self.new_state("csv", "empty")

    @functools.cached_property
    def empty_json(self):
        return self.new_state("json", "empty", json=True)

    @functools.cached_property
    def empty_agencies(self):
        return self.new_state("agencies", "empty", agencies=5)

    @functools.cached_property
    def ready(self):
        """An empty warehouse that knows the catalogue, for a workspace with its own cluster."""
        self.home.template = "empty"
        self.home.fill("nothing", [])
        self.home.reset("nothing", self.server.home)
        quiet([self.phusa, "run", "--workspace", self.home.workspace])
        self.server.copy_database(self.server.home, "ready")
        self.home.template, self.home.kept = "ready", self.home.archived()
        return self.home

    @functools.cached_property
    def loaded(self):
        """The file of `load.first` is loaded."""
        return self.empty.then("loaded", "before", [(self.feeds.base(), BASE)], self.holds_base())

    @functools.cached_property
    def large(self):
        """The file of `load.first.5m` is loaded."""
        return self.empty.then("large", "before", [(self.feeds.five(), FIVE)], self.holds_five())

    @functools.cached_property
    def dense(self):
        """Two years of all indicators are loaded, and nothing is computed from them."""
        path = self.feeds.dense()
        return self.empty.then(
            "dense", "before", [(path, BASE)], self.feeds.count("sound", path))

    @functools.cached_property
    def defined(self):
        """The same with 350 formulas in the workspace that no run has seen."""
        made = self.new_state("formulas", self.dense.template, formulas=FORMULAS)
        made.take_archive(self.dense)
        return made

    @functools.cached_property
    def computed(self):
        """The same after a run that computed them all."""
        return self.defined.then("computed", "nothing", [], self.holds_computed())

    @functools.cached_property
    def province(self):
        """The shipped workspace with its drops loaded, beside five years of 350 indicators."""
        source = province.workspace(
            self.fixtures, self.folder / "workspaces" / "shipped", ROOT, self.feeds.dense_areas())
        path = self.feeds.five_years(province.FIRST, province.MONTHS)
        rows = self.feeds.count("sound", path)["records"]
        made = states.State(self, "shipped", "empty-shipped", source)
        quiet([self.phusa, "warehouse", "apply", "--workspace", made.workspace, "--quiet",
               "--database", self.server.new_database("empty-shipped")])
        anything = {"facts": None, "sum": None, "closed": None, "bad": None}
        made = made.then("province", "before",
                         [*province.drops(ROOT), (path, province.NAME)], anything)
        loaded = int(self.server.sql(made.template, f"""
            select count(*) from {FACT} join warehouse.dim_indicator using (indicator_id)
            where code like 'BM.%'"""))
        if loaded != rows:
            raise Failed(f"state province: {loaded} figures, not {rows}")
        made.fill("nothing", [])
        return made

    @functools.cached_property
    def report_queries(self):
        """A script of all queries that the reports ask, from the server's log."""
        start = self.server.log_size()
        self.province.reset("nothing", "run")
        self.reports("report.queries", {**os.environ, "PGOPTIONS": "-c log_min_duration_statement=0"})
        path = self.folder / "reports.sql"
        path.write_text(province.reads(self.server.log_since(start)), encoding="utf-8")
        return path

    @functools.cached_property
    def vintages(self):
        """One month in so many vintages, all loaded in their order."""
        files = [(self.feeds.month(number), f"so-0/solieu-{vintage_day(number)}.csv")
                 for number in range(VINTAGES)]
        held = self.feeds.count("history", *(path for path, _ in files))
        bad = sum(self.feeds.count("sound", path)["bad"] for path, _ in files)
        return self.empty.then("vintages", "before", files, dict(held, bad=bad))

    @functools.cached_property
    def base_ready(self):
        """The sorted rows of `load.first`, which are also those of `load.more`."""
        return self.server.ready_rows(self.loaded.template, self.folder / "base.bin")

    @functools.cached_property
    def five_ready(self):
        return self.server.ready_rows(self.large.template, self.folder / "five.bin")

    # What a warehouse must hold, counted from the files.

    def holds_base(self):
        return self.feeds.count("sound", self.feeds.base())

    def holds_computed(self):
        """Of five formulas one needs the year before and one the two months before: 24 + 12 + 24 +
        22 + 24 figures of each area."""
        loaded = self.feeds.count("sound", self.feeds.dense())
        figures = FORMULAS // 5 * 106 * self.feeds.dense_areas()
        return {"facts": loaded["facts"] + figures, "sum": None}

    def holds_five(self):
        return self.feeds.count("sound", self.feeds.five())

    def verify(self, name, expected, database="run"):
        """Compares what stands in the tables with the count: rows, exact sums, quarantine."""
        written = self.server.rows(database, f"""
            select count(*), coalesce(sum(value), 0), (select count(*) from {FACT}_closed),
                (select coalesce(sum(value), 0) from {FACT}_closed),
                (select count(*) from ledger.quarantine) from {FACT}""")[0]
        wanted = {"facts": 0, "sum": "0", "closed": 0, "closed_sum": None, "bad": 0, **expected}
        for key, found in zip(["facts", "sum", "closed", "closed_sum", "bad"], written):
            if wanted[key] is not None and \
                    decimal.Decimal(found) != decimal.Decimal(wanted[key]):
                raise Failed(f"{name}: {key} {found}, not {wanted[key]}")

    # Samples.

    def phusa_words(self, state, command, database):
        where = [] if database == self.server.home else \
            ["--database", self.server.conninfo(database)]
        return [self.phusa, command, "--workspace", state.workspace, "--lang", "en", *where]

    def load(self, state, name, database="run"):
        """The clock around `phusa run`, whole process."""
        return self.server.logged(self.phusa_words(state, "run", database), self.log(name))

    def reports(self, name, environment=None):
        """The clock around `phusa report build` of all monthly reports in all their formats."""
        words = self.phusa_words(self.province, "report", "run")
        words[2:2] = ["build", *province.monthly_reports(self.province.workspace),
                      "--period", province.MONTH]
        return self.server.logged(words, self.log(name), environment)

    def fresh_load(self, state, zone, name, expected, database="run"):
        """A load from the state's beginning, with its rows checked."""
        state.reset(zone, database)
        sample = self.load(state, name, database)
        self.verify(name, expected, database)
        return sample

    def r0(self, path):
        records = self.feeds.count("sound", path)["records"]
        return self.server.r0(path, records, self.log("r0"))

    def floor(self, state, ready, expected_rows):
        """The ready rows into the fact as the state holds it."""
        self.server.copy_database(state.template, "run")
        self.server.checkpoint()
        sample = self.server.floor(ready, self.log("floor"))
        rows = int(self.server.sql("run", f"select count(*) from {FACT}"))
        if rows != expected_rows:
            raise Failed(f"floor: {rows} rows, not {expected_rows}")
        return sample

    def alone(self, argv, name):
        """A program that the server has no part in, on one core."""
        return timed(["taskset", "--cpu-list", "0", *argv], self.log(name))

    def stop(self):
        """Stops the server and removes its data."""
        if self.server is not None:
            self.server.stop()


def vintage_day(number):
    """The day of a vintage of the month of `load.late`, from February 2024 on."""
    return f"{2024 + (number + 1) // 12}-{(number + 1) % 12 + 1:02}-05"


def late_day():
    """A day between two loaded vintages."""
    return vintage_day(LATE_AT - 1)[:-2] + "20"
