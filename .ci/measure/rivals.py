"""Other loaders on the file of `load.first`: how they are installed, run and checked."""

import decimal
import os
import re
import sys
from pathlib import Path

from .bench import ROOT
from .process import Failed, quiet

FOLDER = ROOT / ".ci" / "rivals"
# Name, and the table of plain text that it fills where it cannot fill the fact.
RIVALS = {"expert-sql": None, "duckdb": None, "polars": None,
          "dlt": "rival_dlt.raw", "pgloader": "rival.raw"}
# How much faster we want to be: than the expert, and than the best of the others.
EXPERT_BAR, OTHERS_BAR = 3.0, 1.8


def environment():
    """A virtual environment in the user's cache with the rivals in Python."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "phusa-bench-rivals"
    if not (folder / "bin" / "pip").exists():
        quiet([sys.executable, "-m", "venv", folder])
    quiet([folder / "bin" / "pip", "install", "--quiet", "--requirement",
           FOLDER / "requirements.txt"])
    return dict(os.environ, PATH=f"{folder / 'bin'}:{os.environ['PATH']}")


class Rivals:
    """Tasks by name, like those of `Lines`; a rival that cannot be had is named with the reason."""

    def __init__(self, bench, lines, names):
        self.bench, self.missing = bench, {}
        self.environment = os.environ
        self.install(names)
        self.names = [name for name in names if name not in self.missing]
        self.tasks = {"r0": lines.tasks["r0"], "load.first": lines.tasks["load.first"]}
        for name in self.names:
            self.tasks[name] = lambda name=name: self.sample(name)
        server = bench.server
        server.copy_database(bench.loaded.template, "run")
        server.sql("run", "truncate warehouse.fact_observation")
        quiet(server.psql("run", "--single-transaction", "--file", FOLDER / "schema.sql"))
        server.keep_as("run", "rivals")

    def install(self, names):
        """Fetches what is asked for; what cannot be had is left out, with the reason."""
        if "pgloader" in names:
            self.attempt(["pgloader"], lambda: quiet([ROOT / ".ci" / "setup", "pgloader"]))
        in_python = [name for name in names if name in ("duckdb", "polars", "dlt")]
        if in_python:
            self.attempt(in_python, lambda: setattr(self, "environment", environment()))

    def attempt(self, names, work):
        try:
            work()
        except Failed as failure:
            reason = str(failure).strip().splitlines()[-1]
            self.missing.update({name: reason for name in names})

    def sample(self, name):
        """The clock around one rival, whole process, from an empty fact with its key in place."""
        server = self.bench.server
        server.copy_database("rivals", "run")
        server.checkpoint()
        sample = server.logged(
            [FOLDER / name, self.bench.feeds.base(), server.conninfo("run")],
            self.bench.log(name), self.environment)
        table = RIVALS[name]
        if table:
            self.check_text(name, table)
        else:
            self.check_fact(name)
        return sample

    def expect(self, name, query, wanted):
        found = self.bench.server.rows("run", query)[0]
        if [decimal.Decimal(text) for text in found] != [decimal.Decimal(text) for text in wanted]:
            raise Failed(f"{name}: {found}, not {wanted}")

    def check_fact(self, name):
        held = self.bench.holds_base()
        self.expect(name, "select count(*), sum(value), (select count(*) from rival.reject), "
                    "max(line) from rival.fact",
                    [held["facts"], held["sum"], held["bad"], held["records"] + 1])

    def check_text(self, name, table):
        """The text must be all there: as many records, and the sound ones with the same sum."""
        held = self.bench.holds_base()
        self.expect(name, f"""
            select (select count(*) from {table}), count(*),
                sum(translate(c6, ',.', '.')::numeric * u.factor)
            from {table} join rival.period p on p.code = c1 join rival.area a on a.code = c2
            join rival.indicator i on i.code = c4 join rival.sex b on b.code = coalesce(c5, '')
            join rival.unit u on u.code = c7 where c6 ~ '^\\d{{1,3}}(\\.\\d{{3}})*,\\d\\d$'""",
            [held["records"], held["facts"], held["sum"]])


def cannot(name):
    """What a rival leaves undone, as its script says."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return re.search(r"^# cannot: (.*)$", text, re.MULTILINE)[1]


def sentences(rivals, measured):
    """The printed lines, and whether we are as far ahead as we want to be."""
    made, ratios, count = [], {}, rivals.bench.feeds.rows
    ours = measured.seconds("load.first")
    made.append(f"bench rival load.first  ratio=1.00 of=load.first time={ours:.3f}s "
                f"r0={measured.ratio('load.first', 'r0'):.2f} "
                f"rss={measured.peak_mb('load.first'):.0f}MB rows={count}")
    for name in rivals.names:
        spread = measured.ratios(name, "load.first")
        ratios[name] = measured.ratio(name, "load.first")
        made.append(
            f"bench rival {name:11} ratio={ratios[name]:.2f} of=load.first "
            f"(min {min(spread):.2f} max {max(spread):.2f}) time={measured.seconds(name):.3f}s "
            f"r0={measured.ratio(name, 'r0'):.2f} rss={measured.peak_mb(name):.0f}MB rows={count} "
            f"cannot: {cannot(name)}")
    for name, reason in rivals.missing.items():
        made.append(f"bench rival {name:11} skipped: {reason}")
    expert = ratios.pop("expert-sql", None)
    best = min(ratios.values(), default=None)
    within = (expert is None or expert >= EXPERT_BAR) and (best is None or best >= OTHERS_BAR)
    said = [f"{text} {ratio:.2f} (bar {bar})" for text, ratio, bar in
            [("expert SQL", expert, EXPERT_BAR), ("best of the others", best, OTHERS_BAR)]
            if ratio is not None]
    made.append(f"bench rivals {', '.join(said)} {'ok' if within else 'under'}")
    return made, within
