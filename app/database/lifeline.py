"""Ties a child process to the life of the one that started it, even when that one is killed."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def tied_to_us(ending: signal.Signals) -> Callable[[], None] | None:
    """What a child runs before its program, so that the kernel sends it `ending` when we are gone.

    Must stand after a change of account, which would undo it; `subprocess` keeps that order. Other
    systems than Linux have no such tie: there the next start ends what was left behind.
    """
    if _libc is None:
        return None
    parent, prctl, number = os.getpid(), _libc.prctl, int(ending)

    def tie() -> None:
        prctl(_PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:
            os._exit(1)

    return tie


def follow_parent() -> None:
    """Ends this process (SIGTERM) when the one that started it is gone."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM))
