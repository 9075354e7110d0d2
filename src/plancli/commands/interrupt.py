"""Ctrl-C while a library computes: Python's own handler waits until the library returns, which may be never."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

INTERRUPTED: Final = 130


@contextmanager
def ending_at_once() -> Iterator[None]:
    """End the process on Ctrl-C with 130, whatever runs; for what changes nothing and leaves nothing half done.

    The system tells of the signal by a byte in a pipe, at which another thread waits; where this one happens to run
    Python, called by the library, its own handler is first. Where Ctrl-C is ignored, or handled by others, it stays so.
    """
    import signal
    import threading

    handled = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if not handled or threading.current_thread() is not threading.main_thread():
        yield
        return
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)

    def watch() -> None:
        while told := os.read(reading, 1):
            if told[0] == signal.SIGINT:
                os._exit(INTERRUPTED)
        os.close(reading)

    def end(_number: int, _frame: object) -> None:
        os._exit(INTERRUPTED)

    threading.Thread(target=watch, daemon=True).start()
    signal.signal(signal.SIGINT, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.set_wakeup_fd(before)
        os.close(writing)
