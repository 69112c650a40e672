"""Reading what strangers made in a process of its own: whatever a file does to its reader, it does to nobody else.

Only the worker does this, which has one thread, so that a fork is whole. See docs/decisions/0160-files-are-read-apart.md.
"""

import multiprocessing
import os
import resource
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

#: How much later than the kernel we give up ourselves.
GRACE = 5


class NotRead(Exception):
    """Why a file was not read, in words for whoever brought it."""


def read_apart(read, *args, seconds=None, megabytes=None):
    """What `read(*args)` returns, if it is done in time and with so much memory. Raises `NotRead`, and what `read` raises.

    What goes through is pickled, so `read` returns plain values. It must not touch the database: that is its parent's.
    """
    seconds = seconds or settings.READING_SECONDS
    megabytes = megabytes or settings.READING_MEGABYTES
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(theirs, read, args, seconds, megabytes), daemon=True)
    child.start()
    theirs.close()
    value: Any
    try:
        kind, value = ours.recv() if ours.poll(seconds + GRACE) else ("late", None)
    except EOFError:
        # Ended by the kernel before it said anything: its time was up, or its memory.
        kind, value = "late", None
    finally:
        child.kill()
        child.join()
        ours.close()
    if kind == "raised":
        raise value
    if kind != "read":
        raise NotRead(_("This file takes far too long to read, or too much memory. Is there only the table in it?"))
    return value


def _child(pipe, read, args, seconds, megabytes):
    _limit(seconds, megabytes)
    try:
        answer = ("read", read(*args))
    except MemoryError:
        answer = ("late", None)
    except Exception as error:
        answer = ("raised", error)
    with suppress(MemoryError):
        pipe.send(answer)
    # Nothing of our parent's is tidied up by us: its connections are still in use.
    os._exit(0)


def _limit(seconds, megabytes):
    """By the kernel, which no loop in anybody's C code outlasts."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    most = _size_now() + megabytes * 1024**2
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or most < hard:
        # Not every system keeps to it; the time it always keeps to.
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _size_now():
    """Bytes of address space this process has from its parent."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return 1024**3
