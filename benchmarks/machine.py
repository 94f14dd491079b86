"""Name the machine that a run was on: ratios travel, seconds do not."""

import os
import platform
import sys
from pathlib import Path


def words() -> str:
    cores, load = os.cpu_count() or 1, os.getloadavg()[0]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{processor()}, {cores} core{'s' * (cores != 1)}, {memory:.0f} GB, {platform.system()} {platform.release()}, "
        f"Python {sys.version.split()[0]}; others kept it at a load of {load:.1f}"
    )


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
