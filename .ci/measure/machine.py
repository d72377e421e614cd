"""Where and when a measurement was made."""

import datetime
import os
import platform
import re

from .process import Failed, quiet


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        found = re.search(r"^model name\s*: (.*)$", file.read(), re.MULTILINE)
    return found[1] if found else platform.machine()


def memory_gb():
    with open("/proc/meminfo", encoding="utf-8") as file:
        return int(re.search(r"MemTotal:\s*(\d+)", file.read())[1]) / (1 << 20)


def commit(root):
    try:
        head = quiet(["git", "-C", root, "rev-parse", "--short=12", "HEAD"]).strip()
        return head + (" with changes" if quiet(["git", "-C", root, "status", "--short"]) else "")
    except Failed:
        return "unknown"


def header(bench, root, options):
    """Facts that belong with every figure."""
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "commit": commit(root), "processor": processor(), "cores": os.cpu_count(),
        "memory_gb": round(memory_gb(), 1), "kernel": platform.release(),
        "postgresql": bench.server.version, "load_average": os.getloadavg()[0],
        "rows": options.rows, "pairs": options.pairs,
    }


def printed(facts):
    return (f"bench on {facts['processor']}, {facts['cores']} cores, {facts['memory_gb']} GB, "
            f"PostgreSQL {facts['postgresql']}, commit {facts['commit']}, {facts['date']}, "
            f"load average {facts['load_average']:.2f}, pairs={facts['pairs']}")
