"""Counts what a load must write, from the files alone and by the rules of the catalogue, not by
what the program says. Run as a process of its own, since it holds whole files in memory:

    count.py sound FILE…           records, sound ones, sum of their values
    count.py change OLD NEW        how NEW, which states whole months, changes OLD
    count.py history FILE…         what a fact and its closed versions hold after all, oldest first
"""

import csv
import json
import re
import sys

PERIOD = re.compile(r"\d{4}-M(0[1-9]|1[0-2])")
VALUE = re.compile(r"\d{1,3}(\.\d{3})*,\d{2}")
AREAS = {str(20_000 + number * 3) for number in range(500)}
INDICATORS = {f"BM.{number:04}" for number in range(350)}
SEXES = {"", "M", "F"}
UNITS = {"đồng": 1, "nghìn đồng": 10**3, "triệu đồng": 10**6, "tỷ đồng": 10**9}
# Values are summed in hundredths of a dong and stored in millions of dong.
STORED = 10**8


def records(path):
    """The key and the value of each record, in hundredths of a dong; None for a faulty one."""
    with open(path, encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        for period, area, _, indicator, sex, value, unit, _, _ in lines:
            sound = (indicator in INDICATORS and area in AREAS and sex in SEXES and unit in UNITS
                     and PERIOD.fullmatch(period) and VALUE.fullmatch(value))
            if sound:
                hundredths = int(value.replace(".", "").replace(",", ""))
                yield (period, indicator, area, sex), hundredths * UNITS[unit]
            else:
                yield None


def decimal(total):
    """A sum as PostgreSQL stores it: exact, in millions of dong."""
    return f"{total // STORED}.{total % STORED:08}"


def sound(paths):
    read = count = total = 0
    for path in paths:
        for record in records(path):
            read += 1
            if record is not None:
                count += 1
                total += record[1]
    return {"records": read, "facts": count, "bad": read - count, "sum": decimal(total)}


def change(old, new):
    """Vanished cells would be closed; the generated revisions have none, which is made sure of."""
    after = dict(record for record in records(new) if record is not None)
    months = {key[0] for key in after}
    before_total = facts = changed = missing = difference = 0
    for record in records(old):
        if record is None:
            continue
        facts += 1
        before_total += record[1]
        if record[0][0] in months:
            value = after.pop(record[0], None)
            missing += value is None
            changed += value is not None and value != record[1]
            difference += 0 if value is None else value - record[1]
    if missing or after:
        sys.exit(f"{new}: {missing} cells vanished, {len(after)} are new")
    return {"facts": facts, "changed": changed, "sum": decimal(before_total + difference)}


def history(paths):
    """Each vintage states its months in full; a value that repeats the one before is no version."""
    current, closed, closed_total = {}, 0, 0
    for path in paths:
        for record in records(path):
            if record is None:
                continue
            key, value = record
            before = current.get(key)
            if before is not None and before != value:
                closed += 1
                closed_total += before
            current[key] = value
    return {"facts": len(current), "closed": closed, "sum": decimal(sum(current.values())),
            "closed_sum": decimal(closed_total)}


def main(kind, *paths):
    made = {"sound": lambda: sound(paths), "change": lambda: change(*paths),
            "history": lambda: history(paths)}[kind]()
    print(json.dumps(made))


if __name__ == "__main__":
    main(*sys.argv[1:])
