"""The command line and the frame that `.ci/bench` and `.ci/bench-rivals` share."""

import argparse
import dataclasses
import json
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from . import machine
from .bench import ROOT, Bench
from .process import Failed


def parser(about, results):
    """Options of both programs."""
    made = argparse.ArgumentParser(description=about)
    made.add_argument("--pairs", type=int, default=7, help="samples of each line and yardstick")
    made.add_argument("--only", action="append", default=[], metavar="NAME",
                      help="measure this one and what it needs; may be repeated")
    made.add_argument("--rows", type=int, default=1_000_000,
                      help="rows of the file of 'load.first', at least 4000; the bars are meant "
                           "for a million")
    made.add_argument("--json", type=Path, default=ROOT / ".build" / results, metavar="FILE",
                      help="file for all samples (default: %(default)s)")
    made.add_argument("--folder", type=Path, default=None,
                      help="where a folder for files is made, which is removed in the end; needs "
                           "10 GB at a million rows (default: that of temporary files)")
    made.add_argument("--phusa", type=Path, default=ROOT / ".build/release/phusa")
    made.add_argument("--fixtures", type=Path, default=ROOT / ".build/release/phusa-fixtures")
    return made


def write(path, facts, measured, printed):
    """All raw samples so far: written after each round, for a run that is broken off."""
    path.parent.mkdir(parents=True, exist_ok=True)
    samples = {group: {task: [dataclasses.asdict(sample) for sample in taken]
                       for task, taken in tasks.items()}
               for group, tasks in measured.samples.items()}
    path.write_text(json.dumps(
        {"machine": facts, "samples": samples, "lines": printed}, indent=1, ensure_ascii=False)
        + "\n")


def main(made, measure):
    """Makes folder and server, measures, and leaves nothing behind; gives the exit status."""
    chosen = made.parse_args()
    if chosen.rows < 4_000 or chosen.pairs < 1:
        made.error("--rows: at least 4000; --pairs: at least 1")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = Path(tempfile.mkdtemp(prefix="phusa-bench-", dir=chosen.folder))
    os.chmod(folder, 0o755)
    bench = None
    try:
        bench = Bench(folder, chosen.phusa, chosen.fixtures, chosen.rows)
        bench.start()
        facts = machine.header(bench, ROOT, chosen)
        print(machine.printed(facts), flush=True)
        return 0 if measure(bench, chosen, facts) else 1
    except Failed as failure:
        print(f"bench: {failure}", file=sys.stderr)
        return 1
    finally:
        if bench is not None:
            bench.stop()
        shutil.rmtree(folder, ignore_errors=True)
