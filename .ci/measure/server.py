"""The PostgreSQL server that everything is measured on: databases, yardsticks, write-ahead log."""

import json
import os
import shutil
from pathlib import Path

from .process import Failed, quiet, timed

# Columns of the generated files, for the table of text that R0 fills.
TEXT_COLUMNS = 9
KEY = ["period_id", "indicator_id", "area_id", "breakdown_id"]
FACT = "warehouse.fact_observation"


class Server:
    """The embedded cluster of one workspace. `run` is the database that samples write to;
    `yard` holds what must outlive them."""

    def __init__(self, phusa, workspace):
        self.phusa, self.workspace = phusa, workspace
        status = json.loads(quiet(
            [phusa, "warehouse", "status", "--workspace", workspace, "--json", "--lang", "en"]))
        self.host, self.data = status["socketFolder"], Path(status["dataFolder"])
        target = dict(word.split("=", 1) for word in status["target"].split())
        self.port, self.user, self.home = target["port"], target["user"], target["dbname"]
        self.version = self.sql("postgres", "show server_version")

    def conninfo(self, database):
        return f"host={self.host} port={self.port} user={self.user} dbname={database}"

    def psql(self, database, *words):
        """The words of a psql command that stops at the first error."""
        return ["psql", "--no-psqlrc", "--quiet", "--no-align", "--tuples-only",
                "--set", "ON_ERROR_STOP=1", "--dbname", self.conninfo(database), *words]

    def sql(self, database, *statements):
        """Runs statements outside the clock; gives the output without its last newline."""
        words = [word for text in statements for word in ("--command", text)]
        return quiet(self.psql(database, *words)).rstrip("\n")

    def rows(self, database, statement):
        """Runs a query; gives its rows as lists of texts."""
        return [line.split("|") for line in self.sql(database, statement).splitlines()]

    def drop(self, database):
        self.sql("postgres", f'drop database if exists "{database}" with (force)')

    def new_database(self, name):
        """Makes an empty database; gives what to connect to it with."""
        self.drop(name)
        self.sql("postgres", f'create database "{name}"')
        return self.conninfo(name)

    def copy_database(self, source, target):
        """Makes `target` the same files as `source`: no dead rows, no statistics of old samples."""
        self.drop(target)
        self.sql("postgres", f'create database "{target}" template "{source}" strategy file_copy')

    def keep_as(self, source, template):
        """Turns a filled database into a template: vacuumed, as autovacuum leaves it by the time
        of the next delivery, so that no sample pays for the hint bits of another load."""
        self.sql(source, "vacuum (freeze, analyze)")
        self.drop(template)
        self.sql("postgres", f'alter database "{source}" rename to "{template}"')

    def checkpoint(self):
        self.sql("postgres", "checkpoint")

    def wal_position(self):
        return self.sql("postgres", "select pg_current_wal_lsn()")

    def wal_bytes(self, since):
        return int(self.sql(
            "postgres", f"select pg_wal_lsn_diff(pg_current_wal_lsn(), '{since}')::bigint"))

    def wal_besides(self, since, until, table, database="run"):
        """Bytes of log between two positions, less those of the records about one table, its
        indexes and its long values."""
        nodes = [row[0] for row in self.rows(database, f"""
            select pg_relation_filenode(oid) from pg_class where oid = '{table}'::regclass
            union all select pg_relation_filenode(indexrelid) from pg_index
                where indrelid in ('{table}'::regclass,
                    (select reltoastrelid from pg_class where oid = '{table}'::regclass))
            union all select pg_relation_filenode(reltoastrelid) from pg_class
                where oid = '{table}'::regclass and reltoastrelid <> 0""")]
        oid = self.sql("postgres", f"select oid from pg_database where datname = '{database}'")
        pattern = f"rel [0-9]+/{oid}/({'|'.join(nodes)}) "
        return int(self.sql("yard", f"""
            select coalesce(sum(record_length) filter
                (where block_ref is null or block_ref !~ '{pattern}'), 0)
            from pg_get_wal_records_info('{since}', '{until}')"""))

    def make_yard(self):
        """The table of R0, and the view into the log. Autovacuum leaves the table alone, which is
        emptied before each sample."""
        self.drop("yard")
        columns = ", ".join(f"c{number} text" for number in range(1, TEXT_COLUMNS + 1))
        self.sql("postgres", 'create database "yard"')
        self.sql("yard", f"create table raw ({columns}) with (autovacuum_enabled = off)",
                 "create extension pg_walinspect")

    def r0(self, path, records, log):
        """R0: `psql \\copy` of the file into a table of text, whole process."""
        self.sql("yard", "truncate raw")
        self.checkpoint()
        sample = self.logged(
            self.psql("yard", "--command", f"\\copy raw from '{path}' csv header"), log)
        counted = int(self.sql("yard", "select count(*) from raw"))
        if counted != records:
            raise Failed(f"R0 of {path}: {counted} rows, not {records}")
        return sample

    def logged(self, argv, log, environment=None):
        """A sample with the bytes that it added to the write-ahead log."""
        position = self.wal_position()
        sample = timed(argv, log, environment)
        sample.wal = self.wal_bytes(position)
        return sample

    def ready_rows(self, database, path):
        """Writes the fact's rows in the order of the key as a binary COPY, without the columns
        that are always null; gives what the floor needs to load and check them."""
        columns = [row[0] for row in self.rows(database, f"""
            select attname from pg_attribute
            where attrelid = '{FACT}'::regclass and attnum > 0 and not attisdropped
            order by attnum""")]
        counts = self.rows(
            database, f"select {', '.join(f'count({name})' for name in columns)} from {FACT}")[0]
        used = [name for name, count in zip(columns, counts) if count != "0"]
        self.sql(database, f"\\copy (select {', '.join(used)} from {FACT} "
                           f"order by {', '.join(KEY)}) to '{path}' (format binary)")
        members = {name: self.sql(database, f"select string_agg({name}::text, ',') "
                                            f"from warehouse.dim_{name.removesuffix('_id')}")
                   for name in KEY}
        periods = self.rows(database, f"select min(period_id), max(period_id) from {FACT}")[0]
        rows = int(self.sql(database, f"select count(*) from {FACT}"))
        return {"path": path, "columns": used, "members": members, "periods": periods, "rows": rows}

    def floor(self, ready, log):
        """The floor: the ready rows into the fact of `run`, all keys looked at as a set, one
        transaction, whole process. Row triggers rest, as they do in a load."""
        known = " and ".join(
            f"{name} = any ('{{{ids}}}'::int[])" for name, ids in ready["members"].items())
        first, last = ready["periods"]
        check = (f"select 1 / (count(*) filter (where {known}) = {ready['rows']})::int from {FACT} "
                 f"where period_id between {first} and {last}")
        return self.logged(self.psql(
            "run", "--command", "begin; set local session_replication_role = replica",
            "--command", f"\\copy {FACT} ({', '.join(ready['columns'])}) "
                         f"from '{ready['path']}' (format binary)",
            "--command", check, "--command", "commit"), log)

    def log_size(self):
        return (self.data.parent / "server.log").stat().st_size

    def log_since(self, start):
        """What the server has told in its log beyond so many bytes."""
        with open(self.data.parent / "server.log", "rb") as file:
            file.seek(start)
            return file.read().decode("utf-8")

    def table_sizes(self, database="run"):
        """Bytes of each table and index of the schema `warehouse`."""
        return {name: int(size) for name, size in self.rows(database, """
            select relname, pg_relation_size(oid) from pg_class
            where relnamespace = 'warehouse'::regnamespace and relkind in ('r', 'i')""")}

    def stop(self):
        """Stops the cluster and removes it, with all its databases."""
        quiet([self.phusa, "warehouse", "stop", "--workspace", self.workspace])
        if os.path.exists(self.data.parent / "data"):
            shutil.rmtree(self.data.parent)
