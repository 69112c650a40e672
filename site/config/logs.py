"""Logs: one JSON object a line in production, words on a screen elsewhere. Never an e-mail or IP address."""

import re

import structlog

#: Looked for from the beginning of a word only, and without going back over it: a long address of a page takes no longer
#: than its length.
ADDRESS = re.compile(r"(?<![^\s@<>\"'])[^\s@<>\"']++@[^\s@<>\"']+\.[^\s@<>\"']+")


def is_worth_a_line(record):
    """Whether somebody at a screen wants to read it: the worker, which sets its own level, would tell of each task twice."""
    return record.levelname not in ("DEBUG", "INFO") or not record.name.startswith("django_tasks")


def hide_addresses(logger, method, event):
    """Whatever a library wanted to log, no e-mail address leaves the process with it."""
    return {key: ADDRESS.sub("[address]", value) if isinstance(value, str) else value for key, value in event.items()}


SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
    hide_addresses,
]


def logging_settings(*, json, level="INFO"):
    """Django's LOGGING. Every line carries the id of the request it belongs to.

    On a screen (`json=False`) the routine of requests and tasks is left out: Django's own line for each request is enough.
    """
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    routine = level if json else "WARNING"
    filters = [] if json else ["worth_a_line"]
    renderer = structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=False)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            }
        },
        "filters": {"worth_a_line": {"()": "django.utils.log.CallbackFilter", "callback": is_worth_a_line}},
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "lines", "filters": filters}},
        "root": {"handlers": ["stream"], "level": level},
        "loggers": {
            "django": {"handlers": ["stream"], "level": level, "propagate": False},
            "django_structlog": {"handlers": ["stream"], "level": routine, "propagate": False},
            "django_tasks": {"handlers": ["stream"], "level": level, "propagate": False},
            "django_tasks_db": {"handlers": ["stream"], "level": level, "propagate": False},
            "django.utils.autoreload": {"handlers": ["stream"], "level": routine, "propagate": False},
        },
    }
