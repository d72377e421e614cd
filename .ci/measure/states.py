"""States of a warehouse that samples start from: a template database, an archive, drop zones."""

import os
import shutil

from .feeds import place
from .process import quiet


class State:
    """One state. Its folder holds the workspace, the archive and a drop zone for each line that
    starts from it; a zone is renamed to `drops` while its line is measured, because the workspace
    must stay the same to the byte: it is part of what a drop was read by."""

    def __init__(self, bench, name, template, workspace):
        self.bench, self.name, self.template = bench, name, template
        self.folder = bench.folder / name
        self.workspace = self.folder / "ws"
        self.folder.mkdir()
        shutil.copytree(workspace, self.workspace)
        (self.folder / "archive").mkdir()
        self.kept, self.zone = set(), None

    def fill(self, zone, files):
        """Makes a drop zone; the same name may be asked for again."""
        folder = self.folder / f"zone-{zone}"
        if not folder.exists() and self.zone != zone:
            folder.mkdir()
            place(folder, files)

    def enter(self, zone):
        """Puts a drop zone in its place."""
        if self.zone == zone:
            return
        drops = self.folder / "drops"
        if self.zone is not None:
            drops.rename(self.folder / f"zone-{self.zone}")
        (self.folder / f"zone-{zone}").rename(drops)
        self.zone = zone

    def archived(self):
        """The files of the archive. It is append-only: what was there stays as it was."""
        return {os.path.join(folder, name)
                for folder, _, names in os.walk(self.folder / "archive") for name in names}

    def take_archive(self, other):
        """Begins with what the archive of another state began with."""
        for path in other.kept:
            place = self.folder / os.path.relpath(path, other.folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, place)
        self.kept = self.archived()

    def reset(self, zone, database):
        """Brings database, archive and zone to the state's beginning, flushed to disk."""
        self.enter(zone)
        for path in self.archived() - self.kept:
            os.remove(path)
        shutil.rmtree(self.folder / "state", ignore_errors=True)
        self.bench.server.copy_database(self.template, database)
        os.sync()
        self.bench.server.checkpoint()

    def then(self, name, zone, files, expected):
        """The state after a checked run over a drop zone."""
        bench, made = self.bench, State(self.bench, name, self.template, self.workspace)
        made.take_archive(self)
        made.fill("before", files)
        made.reset("before", "run")
        bench.load(made, f"state-{name}")
        bench.verify(f"state {name}", expected)
        bench.server.keep_as("run", name)
        made.template, made.kept = name, made.archived()
        return made


def workspace(fixtures, folder, warehouse, agencies=1, json=False, formulas=0):
    """Writes a workspace with the warehouse of the repository, and its own archive."""
    words = ["--json"] if json else []
    quiet([fixtures, "bench", "workspace", "--out", folder, "--agencies", agencies,
           "--formulas", formulas, *words])
    shutil.copytree(warehouse, folder / "warehouse")
    with open(folder / "phusa.yml", "a", encoding="utf-8") as file:
        file.write("archive: ../archive\n")
    return folder
