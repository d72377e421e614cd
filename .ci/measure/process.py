"""Runs a program under the clock."""

import dataclasses
import os
import signal
import subprocess
import time


class Failed(Exception):
    """A measurement that must not be reported: a program failed or wrote the wrong rows."""


@dataclasses.dataclass
class Sample:
    """One execution of one program, whole process.

    `peak_kb` is the largest resident memory that the kernel saw. The kernel counts in what this
    harness itself held when it started the program, so nothing large may be kept in it.
    """

    seconds: float
    cpu: float
    peak_kb: int
    wal: int = 0
    extra: dict = dataclasses.field(default_factory=dict)


def timed(argv, log, environment=None):
    """Starts `argv`, waits, and gives a Sample; what it prints goes to the file `log`. Whoever
    breaks the measurement off ends the program too."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with open(log, "wb") as output:
        actions = [
            (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
            (os.POSIX_SPAWN_DUP2, output.fileno(), 1),
            (os.POSIX_SPAWN_DUP2, output.fileno(), 2),
        ]
        words = [str(word) for word in argv]
        start = time.monotonic()
        pid = os.posix_spawnp(words[0], words, environment or os.environ, file_actions=actions)
        try:
            _, status, usage = os.wait4(pid, 0)
        except BaseException:
            os.kill(pid, signal.SIGTERM)
            os.waitpid(pid, 0)
            raise
        seconds = time.monotonic() - start
    code = os.waitstatus_to_exitcode(status)
    if code != 0:
        raise Failed(f"exit {code}: {' '.join(words)}\n{tail(log)}")
    return Sample(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


def quiet(argv, **options):
    """Runs `argv` outside the clock and gives what it prints."""
    done = subprocess.run(
        [str(word) for word in argv], capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        raise Failed(f"exit {done.returncode}: {' '.join(map(str, argv))}\n"
                     f"{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def tail(path, size=2000):
    """The end of a file as text."""
    return path.read_bytes()[-size:].decode("utf-8", "replace")
