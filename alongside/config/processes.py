"""Child processes that never outlive whoever started them, and clearing away what a killed start left behind."""

import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Callable

import psutil

_PR_SET_PDEATHSIG = 1


def end_with_parent(with_signal: signal.Signals) -> Callable[[], None]:
    """What a child does before it begins: on Linux, ask the kernel to end it with its parent; elsewhere nothing."""
    if sys.platform != "linux":
        return _nothing
    library = ctypes.CDLL(None)
    parent = os.getpid()

    def ask() -> None:
        library.prctl(_PR_SET_PDEATHSIG, int(with_signal))
        # Killed between the fork and the line above: the kernel has told us of nothing.
        if os.getppid() != parent:
            os._exit(1)

    return ask


def _nothing() -> None:
    return


def running_with(argument: str, *, among: str) -> list[psutil.Process]:
    """Processes that have `argument` on their command line beside one that ends in `among`."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            line = process.cmdline()
            if argument in line and any(part.endswith(among) for part in line):
                found.append(process)
    return found


def running_in(folder: str, *, name: str) -> list[psutil.Process]:
    """Processes of that name that work in that folder."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.name().startswith(name) and process.cwd() == folder:
                found.append(process)
    return found


def end(processes: list[psutil.Process], *, gently: signal.Signals, seconds: float) -> None:
    """Ask them to end, wait, and end outright those that have not."""
    for process in processes:
        with contextlib.suppress(psutil.Error):
            process.send_signal(gently)
    _, alive = psutil.wait_procs(processes, timeout=seconds)
    for process in alive:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(alive, timeout=seconds)


def end_children(*, seconds: float) -> None:
    """End whatever this process started and has not ended: somebody may stop it between a start and its being noted."""
    end(psutil.Process().children(), gently=signal.SIGINT, seconds=seconds)
