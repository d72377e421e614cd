"""The province that reports are measured on: the shipped workspace with its drops, and beside it
five years of 350 indicators for a hundred areas more in the same fact."""

import os
import re
import shutil

from .process import Failed, quiet

# The month of the reports, the last of the five years of months.
MONTH, FIRST, MONTHS = "2024-M12", "2020-M01", 60
NAME = "so-0/solieu-2025-01-06.csv"
# A statement as the server's log tells it, with the parameters that its DETAIL line gives.
EXECUTED = re.compile(r"duration: [\d.]+ ms  (?:execute [^:]+|statement): (.*)", re.DOTALL)
PARAMETER = re.compile(r"\$(\d+) = (NULL|'(?:[^']|'')*')")


def workspace(fixtures, folder, root, area_count):
    """The shipped definitions and those of the speed measurements in one workspace."""
    source = folder.parent / f"{folder.name}-bench"
    quiet([fixtures, "bench", "workspace", "--out", source])
    shutil.copytree(root / "Pipelines", folder)
    shutil.copytree(source / "so-0", folder / "so-0")
    shutil.copy(source / "catalogue/indicators/bench.yml", folder / "catalogue/indicators")
    communes = [line for line in lines(source / "catalogue/areas.csv") if line.startswith("commune")]
    append(folder / "catalogue/areas.csv", communes[:area_count])
    agencies = lines(source / "catalogue/agencies.yml")
    append(folder / "catalogue/agencies.yml", [line for line in agencies if "so-0" in line])
    centre = (folder / "phusa.yml").read_text(encoding="utf-8")
    for key in ("drops", "state"):
        centre = re.sub(f"^{key}: .*$", f"{key}: ../{key}", centre, flags=re.MULTILINE)
    (folder / "phusa.yml").write_text(f"{centre}archive: ../archive\n", encoding="utf-8")
    return folder


def lines(path):
    return path.read_text(encoding="utf-8").splitlines()


def append(path, added):
    with open(path, "a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in added)


def drops(root):
    """The shipped files: path, and name in the drop zone."""
    folder = root / "Fixtures" / "drops"
    return [(os.path.join(place, name), os.path.relpath(os.path.join(place, name), folder))
            for place, _, names in sorted(os.walk(folder)) for name in sorted(names)]


def monthly_reports(workspace_folder):
    """Codes of the reports that are made every month, also those about each agency."""
    found = []
    for path in sorted((workspace_folder / "reports").glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        if re.search(r"^period: month$", text, re.MULTILINE) and \
                not re.search(r"^kind: ", text, re.MULTILINE):
            found.append(re.search(r"^report: (\S+)$", text, re.MULTILINE).group(1))
    return found


def reads(log):
    """The queries in a server's log, each with its parameters in their places, as one script."""
    made, entries = [], re.split(r"\n(?=\d{4}-\d\d-\d\d )", log)
    for number, entry in enumerate(entries):
        found = EXECUTED.search(entry)
        if not found or not re.match(r"\s*(select|with)\b", found.group(1), re.IGNORECASE):
            continue
        detail = entries[number + 1] if number + 1 < len(entries) else ""
        values = dict(PARAMETER.findall(detail)) if "parameters: " in detail else {}
        made.append(re.sub(r"\$(\d+)", lambda name: values[name.group(1)], found.group(1))
                    .rstrip().rstrip(";") + ";\n")
    if not made:
        raise Failed("report.sql: the server's log has no query")
    return "".join(made)
