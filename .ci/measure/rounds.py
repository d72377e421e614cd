"""Takes the samples in turns and makes the printed lines of them."""

import statistics
import sys

from .process import Failed


class Measured:
    """Samples by group and task, and what follows from them."""

    def __init__(self):
        self.samples = {}

    def of(self, task, group=None):
        """The samples of a task; where several groups took it, of the first or the named one."""
        groups = [group] if group else list(self.samples)
        return next((self.samples[name][task] for name in groups
                     if task in self.samples.get(name, {})), [])

    def seconds(self, task, group=None):
        return statistics.median(sample.seconds for sample in self.of(task, group))

    def cpu(self, task, group=None):
        return statistics.median(sample.cpu for sample in self.of(task, group))

    def extra(self, task, key):
        return statistics.median(sample.extra[key] for sample in self.of(task))

    def peak_mb(self, task, group=None):
        return max(sample.peak_kb for sample in self.of(task, group)) / 1024

    def ratios(self, task, of, group=None):
        """Quotients of the two samples of each round."""
        return [ours.seconds / theirs.seconds
                for ours, theirs in zip(self.of(task, group), self.of(of, group))]

    def ratio(self, task, of, group=None):
        return statistics.median(self.ratios(task, of, group))


def order(lines):
    """The tasks of one round: each line behind what it is compared to."""
    return list(dict.fromkeys(
        task for line in lines for task in (line.of, line.name, line.floor) if task))


def take(measured, tasks, group, names, pairs, keep):
    """Takes the named tasks in turns; `keep` is called after each round."""
    samples = measured.samples.setdefault(group, {name: [] for name in names})
    for number in range(pairs):
        for name in names:
            print(f"{group} round {number + 1}: {name}", end=" ", file=sys.stderr, flush=True)
            sample = tasks[name]()
            samples[name].append(sample)
            print(f"{sample.seconds:.3f} s, {sample.peak_kb // 1024} MB",
                  file=sys.stderr, flush=True)
        keep()


def figures(line, measured):
    """What a line prints and is judged by, by name."""
    made = {"rss": measured.peak_mb(line.name, line.group)}
    if line.of:
        made["ratio"] = measured.ratio(line.name, line.of, line.group)
    if line.floor:
        made["floor"] = measured.ratio(line.name, line.floor, line.group)
    for name, function in line.more.items():
        made[name] = function(measured)
    return made


def exceeded(line, made):
    """The bars that a line is over, as words."""
    return [f"{name} {bar}" for name, bar in line.bars.items() if made[name] > bar]


def sentence(line, measured):
    """The printed line, and whether it is within its bars."""
    made = figures(line, measured)
    over = exceeded(line, made)
    words = [f"bench {line.name:13}"]
    if line.of:
        ratios = measured.ratios(line.name, line.of, line.group)
        of = "R0" if line.of.startswith("r0") else line.of
        words.append(f"ratio={made['ratio']:.2f} of={of}")
        spread = f"(min {min(ratios):.2f} max {max(ratios):.2f})"
    else:
        times = [sample.seconds for sample in measured.of(line.name, line.group)]
        words.append("ratio=- of=-")
        spread = f"(min {min(times):.3f} s max {max(times):.3f} s)"
    words.append(f"floor={made['floor']:.2f}" if line.floor else "floor=-")
    words.append(spread)
    words.append(f"time={measured.seconds(line.name, line.group):.3f}s")
    words += [f"{name}={made[name]:.2f}" for name in line.more]
    rows = line.rows() if callable(line.rows) else line.rows
    words.append(f"rss={made['rss']:.0f}MB rows={rows}")
    words.append(f"over (bar {', '.join(over)})" if over else "ok")
    return " ".join(words), not over


def choose(table, names, huge):
    """The lines that were asked for, with those that they need, in the order of the table."""
    known = {line.name: line for line in table}
    for name in names:
        if name not in known:
            raise Failed(f"--only {name}: one of {', '.join(known)}")
    wanted = set(names) or {name for name in known if name != "load.huge" or huge}
    for name in list(wanted):
        wanted.update(known[name].needs)
    return [line for line in table if line.name in wanted]
