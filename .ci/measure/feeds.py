"""The generated files, and what each holds."""

import gzip
import json
import os
import shutil
import sys
import time
from pathlib import Path

from .process import quiet

COUNT = Path(__file__).with_name("count.py")
# The large state covers the months before those of all other files.
OLD, NEW, MONTHS = "1994-M01", "2010-M01", 192
# A file that has just been changed may still be written, and the program waits for it.
AGE_SECONDS = 3600


class Feeds:
    """Writes each file once, below `folder`, when it is first asked for."""

    def __init__(self, fixtures, folder, rows):
        self.fixtures, self.folder, self.rows = fixtures, folder, rows
        self.counts = {}
        folder.mkdir(parents=True, exist_ok=True)

    def file(self, name, **options):
        """A file of the generator; options are those of `phusa-fixtures bench drop`."""
        path = self.folder / name
        if not path.exists():
            words = [word for key, value in options.items()
                     for word in ((f"--{key}",) if value is None else (f"--{key}", value))]
            quiet([self.fixtures, "bench", "drop", "--out", path, *words])
        return path

    def base(self):
        return self.file("base.csv", rows=self.rows, **{"from": NEW}, months=MONTHS)

    def base_json(self):
        return self.file("base.json", rows=self.rows, **{"from": NEW}, months=MONTHS)

    def base_gzip(self):
        path = self.folder / "base.csv.gz"
        if not path.exists():
            with open(self.base(), "rb") as plain, gzip.open(path, "wb", compresslevel=6) as packed:
                shutil.copyfileobj(plain, packed, 1 << 20)
        return path

    def same(self):
        """The cells and values of `base`, in another order and with other notes."""
        return self.file(
            "same.csv", rows=self.rows, **{"from": NEW}, months=MONTHS, revision=1)

    def five(self):
        return self.file("five.csv", rows=5 * self.rows, **{"from": OLD}, months=MONTHS)

    def revised(self):
        """A fifth of the months of `five`, whole, with one value in a hundred changed."""
        return self.file("revised.csv", rows=5 * self.rows, **{"from": OLD}, months=MONTHS,
                         keep=round(MONTHS / 5), revision=1, changed=10)

    def huge(self):
        """2 GB of CSV, at 122 bytes a row."""
        rows = round(16.5 * self.rows)
        return self.file("huge.csv", rows=rows, **{"from": NEW}, months=MONTHS)

    def month(self, revision):
        """One month, 50,000 rows beside the million; each revision changes one value in fifty."""
        return self.file(f"month-{revision:02}.csv", rows=self.rows // 20, **{"from": "2024-M01"},
                         months=1, revision=revision, changed=20)

    def dense_areas(self):
        """All indicators of so many areas and two years of months are 840,000 beside the million."""
        return max(1, round(self.rows / 10_000))

    def dense(self):
        """Every indicator, area and month once, all sound: what computed figures are made from."""
        areas = self.dense_areas()
        return self.file("dense.csv", rows=350 * areas * 24, areas=areas, totals=None, bad=0,
                         **{"from": "2024-M01"}, months=24)

    def dense_month(self):
        """The last of these months, every value another one."""
        areas = self.dense_areas()
        return self.file("dense-month.csv", rows=350 * areas, areas=areas, totals=None, bad=0,
                         **{"from": "2025-M12"}, months=1)

    def five_years(self, first, months):
        """Every indicator, area and month once, for reports: 2.1 million rows beside the million."""
        areas = self.dense_areas()
        return self.file("five-years.csv", rows=350 * areas * months, areas=areas, totals=None,
                         bad=0, **{"from": first}, months=months)

    def tiny(self):
        return self.file("tiny.csv", rows=100, **{"from": "2024-M01"}, months=1)

    def small(self):
        """200 files of five agencies, each with its own months: path and name in the drop zone."""
        made = []
        for agency in range(5):
            for number in range(40):
                first = f"{2010 + number // 3}-M{number % 3 * 4 + 1:02}"
                path = self.file(
                    f"small-{agency}-{number:02}.csv", rows=self.rows // 200, **{"from": first},
                    months=4, agency=agency, agencies=5, seed=1000 + number)
                made.append((path, f"so-{agency}/solieu-2026-01-05-{number:02}.csv"))
        return made

    def count(self, kind, *paths):
        """What `count.py` says of files, asked once."""
        key = (kind, *paths)
        if key not in self.counts:
            self.counts[key] = json.loads(quiet([sys.executable, COUNT, kind, *paths]))
        return self.counts[key]


def place(zone, files):
    """Fills a drop zone with copies of files, old enough that no run waits for them to settle."""
    for path, name in files:
        target = zone / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        moment = time.time() - AGE_SECONDS
        os.utime(target, (moment, moment))
