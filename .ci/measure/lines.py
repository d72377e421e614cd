"""The lines of `make bench`: what each runs, what it is compared to, and its bars.

A task is a function that brings about its state outside the clock and gives one Sample. Lines of a
group take turns, task by task, so that whatever slows the machine slows them all.
"""

import dataclasses
import decimal
import typing

from .bench import BASE, FIVE, FORMULAS, HERE, LATE_AT, LATER, VINTAGES, late_day
from .process import Failed, quiet
from .server import FACT

# Peak resident memory of the client, in MB, for files of 1 M rows, and of 5 M or 2 GB.
MEMORY, LARGE_MEMORY = 256, 512
# All monthly reports of one month in all formats.
REPORT_SECONDS = 30
# Write-ahead log that `load.same` may write besides quarantine.
SAME_WAL_MB = 5


@dataclasses.dataclass
class Line:
    """One line of the table. `ratio` compares its samples with those of the task `of`, pair by
    pair, `floor` with those of the task `floor`; `bars` are upper bounds of what is printed."""

    name: str
    group: str
    of: str | None
    # Or a function of nothing, where only the file tells.
    rows: int | typing.Callable
    bars: dict
    floor: str | None = None
    # What is printed besides, from the medians of all tasks: name to function.
    more: dict = dataclasses.field(default_factory=dict)
    # Other lines without which this one has no meaning.
    needs: tuple = ()


class Lines:
    """All lines and tasks of a run."""

    def __init__(self, bench):
        self.bench, self.feeds = bench, bench.feeds
        self.tasks = {
            "r0": lambda: bench.r0(self.feeds.base()),
            "r0.same": lambda: bench.r0(self.feeds.same()),
            "r0.5m": lambda: bench.r0(self.feeds.five()),
            "r0.revised": lambda: bench.r0(self.feeds.revised()),
            "floor.first": self.floor_first, "floor.5m": self.floor_5m,
            "floor.more": self.floor_more,
            "load.first": self.load_first, "load.first.5m": self.load_5m,
            "load.more": self.load_more, "load.known": self.load_known,
            "load.same": self.load_same, "load.revised": self.load_revised,
            "load.late": self.load_late, "month.first": self.month_first,
            "load.gzip": self.load_gzip, "load.json": self.load_json,
            "load.files": self.load_files, "load.tiny": self.load_tiny,
            "csvpass": self.csvpass, "validate": self.validate,
            "derive.full": self.derive_full, "derive.month": self.derive_month,
            "report.sql": self.report_sql, "reports": self.reports,
            "plan.empty": self.plan_empty, "plan": self.plan, "load.huge": self.load_huge,
        }

    def table(self):
        """The lines in the order in which they are measured."""
        count = self.feeds.rows
        small, large = {"rss": MEMORY}, {"rss": LARGE_MEMORY}
        million = [
            Line("load.first", "million", "r0", count, {"floor": 1.2, "ratio": 1.5, **small},
                 floor="floor.first"),
            Line("load.gzip", "million", "load.first", count, {"ratio": 1.1, **small},
                 needs=("load.first",)),
            Line("load.json", "million", "load.first", count, {"ratio": 1.6, **small},
                 needs=("load.first",)),
            Line("load.files", "million", "load.first", count, {"ratio": 2.5, **small},
                 needs=("load.first",)),
            Line("load.known", "million", "r0", count, {"ratio": 0.4, **small}),
            Line("load.same", "million", "r0.same", count,
                 {"ratio": 1.2, "wal_mb": SAME_WAL_MB, **small},
                 more={"wal_mb": lambda m: m.extra("load.same", "wal_besides") / 1e6}),
        ]
        five = [
            Line("load.first.5m", "five", "r0.5m", 5 * count, {"growth": 1.15, **large},
                 floor="floor.5m", needs=("load.first",),
                 more={"growth": lambda m: m.ratio("load.first.5m", "r0.5m")
                       / m.ratio("load.first", "r0")}),
        ]
        onto = [
            Line("load.more", "onto", "r0", count, {"floor": 1.5, "ratio": 2.0, **small},
                 floor="floor.more"),
            Line("load.revised", "onto", "r0.revised", self.revised_rows, {"ratio": 1.8, **small}),
        ]
        others = [
            Line("load.late", "others", "month.first", count // 20, {"ratio": 25, **small}),
            Line("load.tiny", "others", None, 100, {"ms": 150, **small},
                 more={"ms": lambda m: m.seconds("load.tiny") * 1e3}),
            Line("validate", "others", "csvpass", count, {"ratio": 2, **small}),
            Line("plan", "others", "plan.empty", 5 * count, {"cpu": 0.1, "ratio": 1.25, **small},
                 more={"cpu": lambda m: m.cpu("plan")}),
        ]
        computed = [
            Line("derive.month", "computed", "derive.full", self.feeds.dense_areas() * FORMULAS,
                 {"ratio": 0.25, **small}),
        ]
        reports = [
            Line("reports", "reports", "report.sql", self.province_rows,
                 {"seconds": REPORT_SECONDS, **small},
                 more={"seconds": lambda m: m.seconds("reports")}),
        ]
        huge = [Line("load.huge", "huge", None, round(16.5 * count), dict(large))]
        return million + five + onto + others + computed + reports + huge

    def revised_rows(self):
        return self.feeds.count("sound", self.feeds.revised())["records"]

    # Yardsticks.

    def floor_first(self):
        bench = self.bench
        return bench.floor(bench.empty, bench.base_ready, bench.holds_base()["facts"])

    def floor_5m(self):
        bench = self.bench
        return bench.floor(bench.empty, bench.five_ready, bench.holds_five()["facts"])

    def floor_more(self):
        bench = self.bench
        return bench.floor(bench.large, bench.base_ready, self.holds_both()["facts"])

    def csvpass(self):
        """Compiled where it is used: what it is compared with was compiled here too."""
        program = self.bench.folder / "csvpass"
        if not program.exists():
            quiet(["cc", "-O2", "-o", program, HERE / "csvpass.c", "-lcsv"])
        sample = self.bench.alone([program, self.feeds.base()], "csvpass")
        records = int(self.bench.log("csvpass").read_text().split()[1])
        if records != self.bench.holds_base()["records"] + 1:
            raise Failed(f"csvpass: {records} records")
        return sample

    def plan_empty(self):
        bench = self.bench
        bench.ready.reset("nothing", bench.server.home)
        return self.planned(bench.ready, bench.server.home, "plan.empty")

    def month_first(self):
        """The month of `load.late` by itself."""
        path = self.feeds.month(VINTAGES)
        self.bench.empty.fill("month", [(path, f"so-0/solieu-{late_day()}.csv")])
        return self.bench.fresh_load(
            self.bench.empty, "month", "month.first", self.feeds.count("sound", path))

    # First loads.

    def load_first(self):
        bench = self.bench
        bench.empty.fill("first", [(self.feeds.base(), BASE)])
        return bench.fresh_load(bench.empty, "first", "load.first", bench.holds_base())

    def load_gzip(self):
        bench = self.bench
        bench.empty.fill("gzip", [(self.feeds.base_gzip(), BASE + ".gz")])
        return bench.fresh_load(bench.empty, "gzip", "load.gzip", bench.holds_base())

    def load_json(self):
        bench = self.bench
        name = BASE.replace(".csv", ".json")
        bench.empty_json.fill("json", [(self.feeds.base_json(), name)])
        return bench.fresh_load(bench.empty_json, "json", "load.json", bench.holds_base())

    def load_files(self):
        bench, files = self.bench, self.feeds.small()
        bench.empty_agencies.fill("files", files)
        expected = self.feeds.count("sound", *(path for path, _ in files))
        return bench.fresh_load(bench.empty_agencies, "files", "load.files", expected)

    def load_5m(self):
        bench = self.bench
        bench.empty.fill("five", [(self.feeds.five(), FIVE)])
        return bench.fresh_load(bench.empty, "five", "load.first.5m", bench.holds_five())

    def load_huge(self):
        bench, path = self.bench, self.feeds.huge()
        bench.empty.fill("huge", [(path, BASE)])
        return bench.fresh_load(
            bench.empty, "huge", "load.huge", self.feeds.count("sound", path))

    def load_tiny(self):
        bench, path = self.bench, self.feeds.tiny()
        bench.ready.fill("tiny", [(path, BASE)])
        return bench.fresh_load(bench.ready, "tiny", "load.tiny",
                                self.feeds.count("sound", path), bench.server.home)

    # Loads onto what is there.

    def holds_both(self):
        """What the large fact holds with the million rows of new months."""
        old, new = self.bench.holds_five(), self.bench.holds_base()
        total = decimal.Decimal(old["sum"]) + decimal.Decimal(new["sum"])
        return {"facts": old["facts"] + new["facts"], "bad": old["bad"] + new["bad"],
                "sum": str(total)}

    def load_more(self):
        bench = self.bench
        bench.large.fill("more", [(self.feeds.base(), BASE)])
        return bench.fresh_load(bench.large, "more", "load.more", self.holds_both())

    def load_known(self):
        bench = self.bench
        return bench.fresh_load(bench.loaded, "before", "load.known", bench.holds_base())

    def load_same(self):
        """No table of the warehouse grows, no row is written anew, and little is logged."""
        bench, server = self.bench, self.bench.server
        bench.loaded.fill("same", [(self.feeds.same(), LATER)])
        bench.loaded.reset("same", "run")
        sizes, start = server.table_sizes(), server.wal_position()
        sample = bench.load(bench.loaded, "load.same")
        sample.extra["wal_besides"] = server.wal_besides(
            start, server.wal_position(), "ledger.quarantine")
        base, again = bench.holds_base(), self.feeds.count("sound", self.feeds.same())
        bench.verify("load.same", dict(base, bad=base["bad"] + again["bad"]))
        self.expect_written("load.same", 0)
        grown = {name: size - sizes.get(name, 0) for name, size in server.table_sizes().items()
                 if size > sizes.get(name, 0)}
        if grown:
            raise Failed(f"load.same: tables grew: {grown}")
        return sample

    def load_revised(self):
        bench, path = self.bench, self.feeds.revised()
        bench.large.fill("revised", [(path, LATER)])
        change = self.feeds.count("change", self.feeds.five(), path)
        bad = bench.holds_five()["bad"] + self.feeds.count("sound", path)["bad"]
        sample = bench.fresh_load(
            bench.large, "revised", "load.revised",
            {"facts": change["facts"], "sum": change["sum"], "closed": change["changed"],
             "bad": bad})
        self.expect_written("load.revised", change["changed"])
        return sample

    def expect_written(self, name, count):
        """Rows of the fact that carry the newest event."""
        written = int(self.bench.server.sql("run", """
            select count(*) from warehouse.fact_observation
            where event_id = (select max(event_id) from ledger.event)"""))
        if written != count:
            raise Failed(f"{name}: {written} rows written, not {count}")

    def load_late(self):
        bench = self.bench
        months = [self.feeds.month(number) for number in range(VINTAGES)]
        late = self.feeds.month(VINTAGES)
        bench.vintages.fill("late", [(late, f"so-0/solieu-{late_day()}.csv")])
        held = self.feeds.count("history", *months[:LATE_AT], late, *months[LATE_AT:])
        bad = sum(self.feeds.count("sound", path)["bad"] for path in [*months, late])
        return bench.fresh_load(bench.vintages, "late", "load.late", dict(held, bad=bad))

    # Computed figures.

    def derive_full(self):
        """All figures of all formulas, at once: no file, only definitions."""
        bench = self.bench
        bench.defined.fill("nothing", [])
        return bench.fresh_load(bench.defined, "nothing", "derive.full", bench.holds_computed())

    def derive_month(self):
        """The last month of everything they read has other values: of each formula one figure an
        area follows. What the year so far adds up to is asked of plain SQL."""
        bench = self.bench
        bench.computed.fill("month", [(self.feeds.dense_month(), LATER)])
        sample = bench.fresh_load(
            bench.computed, "month", "derive.month",
            dict(bench.holds_computed(), closed=None))
        wrong = bench.server.sql("run", """
            with figure as (select i.code, f.area_id, p.start_on, f.value
                from warehouse.fact_observation f join warehouse.dim_indicator i
                using (indicator_id) join warehouse.dim_period p using (period_id)),
            year as (select 'BT' || substr(code, 3) as code, area_id, start_on,
                    sum(value) over (partition by code, area_id,
                        extract(year from start_on) order by start_on) as value
                from figure where code like 'BM%')
            select count(*) from figure join year using (code, area_id, start_on)
            where substr(code, 4)::integer % 5 = 2 and figure.value <> year.value""")
        if int(wrong) != 0:
            raise Failed(f"derive.month: {wrong} sums of the year so far are wrong")
        return sample

    # Reports.

    def province_rows(self):
        return int(self.bench.server.sql("province", f"select count(*) from {FACT}"))

    def report_sql(self):
        """What the reports ask of the warehouse, asked by psql alone."""
        bench = self.bench
        script = bench.report_queries
        bench.province.reset("nothing", "run")
        return bench.server.logged(
            bench.server.psql("run", "--file", script, "--output", "/dev/null"),
            bench.log("report.sql"))

    def reports(self):
        bench = self.bench
        bench.province.reset("nothing", "run")
        sample = bench.reports("reports")
        written = bench.log("reports").read_text().splitlines()
        formats = {path.rsplit(".", 1)[-1] for path in written if "/reports/" in path}
        if formats != {"html", "csv", "pdf", "xlsx", "json"}:
            raise Failed(f"reports: {sorted(formats)}")
        return sample

    # Without a load.

    def validate(self):
        bench = self.bench
        zone = bench.folder / "validate"
        path = zone / BASE.split("/")[1]
        if not path.exists():
            zone.mkdir()
            path.hardlink_to(self.feeds.base())
        return bench.alone(
            [bench.phusa, "validate", path, "--workspace", bench.empty.workspace, "--lang", "en"],
            "validate")

    def plan(self):
        """Nothing to do beside 5 M rows: a zone that is empty, since the cost of looking at a
        known file is what `load.known` measures."""
        bench = self.bench
        bench.large.fill("nothing", [])
        bench.large.reset("nothing", "run")
        return self.planned(bench.large, "run", "plan")

    def planned(self, state, database, name):
        bench = self.bench
        sample = bench.server.logged(bench.phusa_words(state, "plan", database), bench.log(name))
        if "read 0 = " not in bench.log(name).read_text():
            raise Failed(f"{name}: it had something to do\n{bench.log(name).read_text()}")
        return sample

