"""Logs: one JSON object a line in production, words on a screen elsewhere.

In production a line has the keys that are listed here and no other, and says what happened in words that are written in code.
What comes from a person or a request (paths, queries, addresses, names, what an error quotes) is left out because of what it
is, whatever it looks like.
"""

import ast
import logging
import os
import re
import sys
import threading
import traceback
from functools import cache
from http import HTTPStatus

import structlog
from structlog.typing import Processor

#: What our own code may add with `extra`. Add only what can't be about a person.
EXTRAS = {"periodic_task", "row", "error", "purpose", "problem", "task", "task_id"}
#: What a line may say at all. A key that is not here is dropped.
KEYS = {"event", "level", "logger", "timestamp", "exception", "request_id", "request", "code", "page", *EXTRAS}
#: Of these libraries and of Django it is known what they say; the strings that they put into their sentences are left out.
KNOWN = {"django", "django_structlog", "django_tasks", "django_tasks_db", "gunicorn", "wagtail", "psycopg", "redis"}
#: What is said of gunicorn's own life. Its other sentences come with somebody's request in them, put together beforehand, and
#: its logger hides where they stand in the code.
GUNICORN_SAYS = {
    *("Starting gunicorn %s", "Listening at: %s (%s)", "Using worker: %s", "Booting worker with pid: %s"),
    *("Worker exiting (pid: %s)", "Worker (pid:%s) exited with code %s.", "Worker (pid:%s) was sent %s!"),
    *("Worker (pid:%s) was sent %s! Perhaps out of memory?", "WORKER TIMEOUT (pid:%s)", "Hang up: %s"),
    *("Handling signal: %s", "Shutting down: %s", "Autorestarting worker after current request."),
    *("Exception in worker process", "Unhandled exception in main loop", "Error handling request"),
    *("Error handling request %s", "Error handling request %s %s", "Error handling request (no URI read)"),
    *("Socket error processing request.", "Connection in use: %s", "Can't connect to %s"),
}
#: These put nothing into their sentences but the names of tasks, queues and workers.
SPEAK_OF_TASKS = {"django_tasks", "django_tasks_db"}
#: Our own rooms: their words are constants, which a test sees to.
OURS = {"config", "core", "events", "home", "mail", "mailinglist", "opportunities", "forms", "users"}
#: Errors that speak of this machine and its settings, by the name of their class.
SPEAK_OF_THE_MACHINE = {"ImproperlyConfigured", "ImportError", "ModuleNotFoundError"}
#: The same of PostgreSQL: who may connect, to what, and whether it can be reached. Others quote values.
CONNECTING = ("08", "28", "3D", "53", "57", "58")

#: Looked for from the beginning of a word only, and without going back over it: a long address of a page takes no longer
#: than its length.
ADDRESS = re.compile(r"(?<![^\s@<>\"'])[^\s@<>\"']++@[^\s@<>\"']+\.[^\s@<>\"']+")


def is_worth_a_line(record):
    """Whether somebody at a screen wants to read it: the worker, which sets its own level, would tell of each task twice."""
    return record.levelname not in ("DEBUG", "INFO") or not record.name.startswith("django_tasks")


def hide_addresses(logger, method, event):
    """The last net, should anything have slipped through: no e-mail address leaves the process."""
    return {key: ADDRESS.sub("[address]", value) if isinstance(value, str) else value for key, value in event.items()}


class _LeftOut:
    """Stands for a value that is not a number."""

    def __str__(self):
        return "…"

    __repr__ = __str__


def _number_or_left_out(value):
    return value if isinstance(value, int | float) else _LeftOut()


def _filled(template, arguments):
    try:
        return template % arguments if arguments else template
    except (TypeError, ValueError, KeyError):
        return template


@cache
def _constants(path):
    """Every string that a file of code holds."""
    try:
        with open(path, "rb") as code:
            tree = ast.parse(code.read())
    except (OSError, SyntaxError, ValueError):
        return frozenset()
    put_together = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in put_together)
    return frozenset(node.value for node in constants if isinstance(node.value, str))


def _is_known(record):
    """Whether what is said stands in the code as it is, so that nothing was put into it beforehand."""
    room = record.name.partition(".")[0]
    if not isinstance(record.msg, str) or room not in KNOWN | OURS:
        return False
    if room == "gunicorn":
        return record.msg in GUNICORN_SAYS
    # A test sees to it that our own words are constants.
    return room in OURS or record.msg in _constants(record.pathname)


def say_what_happened(logger, method, event):
    """Put a library's sentence into words of which it is known where they come from."""
    arguments, record = event.pop("positional_args", ()), event["_record"]
    if event["_from_structlog"]:
        return event
    room, status = record.name.partition(".")[0], getattr(record, "status_code", None)
    if record.name.startswith(("django.request", "django.security")) and status in set(HTTPStatus):
        # Django's own words for these hold the path, the host or the origin.
        return event | {"event": HTTPStatus(status).phrase, "code": int(status)}
    if not _is_known(record):
        return event | {"event": f"{record.module}:{record.lineno}"}
    if room in SPEAK_OF_TASKS:
        words = _filled(record.msg, arguments)
    elif isinstance(arguments, dict):
        words = _filled(record.msg, {name: _number_or_left_out(value) for name, value in arguments.items()})
    else:
        words = _filled(record.msg, tuple(map(_number_or_left_out, arguments)))
    return event | {"event": words}


def _chain(error):
    """An error and what led to it, the first to happen first."""
    found = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return reversed(found)


def kind_of(error):
    """What kind of error it is, with its code: never its words, which quote values, unless they are about the machine."""
    kind = type(error)
    name = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
    state = getattr(error, "sqlstate", None) or ""
    if isinstance(error, OSError) and isinstance(error.errno, int):
        return f"{name}: {os.strerror(error.errno)}"
    if kind.__name__ in SPEAK_OF_THE_MACHINE or (kind.__module__.startswith("psycopg") and state.startswith(CONNECTING)):
        return f"{name}: {' '.join(str(error).split())[:300]}"
    code = state or getattr(error, "sqlite_errorname", "") or getattr(error, "smtp_code", "")
    return f"{name} ({code})" if isinstance(code, str | int) and code else name


def tell_error(error):
    """Where it happened, line by line of code, and of what kind it is."""
    return "\n".join("".join(traceback.format_tb(one.__traceback__)) + kind_of(one) for one in _chain(error))


def tell_exceptions(logger, method, event):
    """Instead of `format_exc_info`, which writes what an error says."""
    given = event.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["exception"] = tell_error(error)
    return event


def keep_known_keys(logger, method, event):
    """Drop every key that is not listed, and of the others what is no plain value."""
    return {key: value for key, value in event.items() if key in KEYS and isinstance(value, str | int | float | None)}


def log_uncaught():
    """What ends a process, or one of its threads, is a line like any other, instead of Python's own words on the screen."""
    # Python would print what could not be written, with all that was to be put into it.
    logging.raiseExceptions = False
    logger = logging.getLogger("config.process")

    def uncaught(kind, error, _traceback):
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, _traceback)
        else:
            logger.critical("process_failed", exc_info=error)

    sys.excepthook = uncaught
    threading.excepthook = lambda given: logger.critical("thread_failed", exc_info=given.exc_value)


ALWAYS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
]
STAMP = structlog.processors.TimeStamper(fmt="iso", utc=True)
#: On a screen, in development: everything, so that it can be mended.
ON_A_SCREEN: list[Processor] = [
    *ALWAYS,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.stdlib.ExtraAdder(),
    STAMP,
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
    hide_addresses,
]
IN_PRODUCTION: list[Processor] = [*ALWAYS, structlog.stdlib.ExtraAdder(allow=EXTRAS), STAMP, tell_exceptions]


def logging_settings(*, json, level="INFO"):
    """Django's LOGGING. Every line carries the id of the request it belongs to.

    On a screen (`json=False`) the routine of requests and tasks is left out: Django's own line for each request is enough.
    """
    before = IN_PRODUCTION if json else ON_A_SCREEN
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        # Not for good: settings are made before production's are, and in tests more than once.
        cache_logger_on_first_use=False,
    )
    routine = level if json else "WARNING"
    filters = [] if json else ["worth_a_line"]
    without_meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if json:
        last = [say_what_happened, without_meta, keep_known_keys, hide_addresses, structlog.processors.JSONRenderer()]
    else:
        last = [without_meta, structlog.dev.ConsoleRenderer(colors=False)]
    stream = {"handlers": ["stream"], "level": level, "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": before,
                "processors": last,
                "use_get_message": not json,
                "pass_foreign_args": json,
            }
        },
        "filters": {"worth_a_line": {"()": "django.utils.log.CallbackFilter", "callback": is_worth_a_line}},
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "lines", "filters": filters}},
        "root": {"handlers": ["stream"], "level": level},
        "loggers": {
            "django": stream,
            # Django gives these handlers of their own unless they are named here.
            "django.server": stream,
            "django_structlog": stream | {"level": routine},
            "django_tasks": stream,
            "django_tasks_db": stream,
            "django.utils.autoreload": stream | {"level": routine},
            # What gunicorn's workers say of requests that they could not read.
            "gunicorn.error": stream,
        },
    }
