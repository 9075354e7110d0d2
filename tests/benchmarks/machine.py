"""What figures were taken on, without naming the machine."""

import importlib.metadata
import os
import platform
from pathlib import Path
from typing import Final

LIBRARIES: Final = ("Typer", "PyYAML", "Rich")


def processor() -> str:
    """Return the processor's model."""
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def system() -> str:
    """Return the operating system with its version."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return f"{platform.system()} {platform.release()}"
    return f"{release.get('PRETTY_NAME', '')}, {platform.system()} {platform.release()}"


def describe() -> str:
    """Return cores, processor, memory, system, Python and the versions of the libraries, in one line."""
    libraries = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {processor()}, {memory:.0f} GiB, {system()}, {python}, {libraries}"
