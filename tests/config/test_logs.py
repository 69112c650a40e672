"""What is written to the logs, and what never is."""

import ast
import json
import logging
import logging.config
import re

import pytest
import structlog
from django.conf import settings

from config.logs import EXTRAS, hide_addresses, logging_settings

ROOT = settings.REPOSITORY


@pytest.fixture
def lines(capsys):
    """Log as one kind of process would, and give what it wrote. Puts the suite's own logging back."""

    def write(*, as_json, name, level, words):
        logging.config.dictConfig(logging_settings(json=as_json))
        logging.getLogger(name).log(level, words)
        return capsys.readouterr().err.splitlines()

    yield write
    logging.config.dictConfig(logging_settings(json=False))


def test_production_writes_one_json_object_a_line(lines):
    [line] = lines(as_json=True, name="django.request", level=logging.WARNING, words="Broken pipe")

    written = json.loads(line)
    assert {name: written[name] for name in ("event", "level", "logger")} == {
        "event": "Broken pipe",
        "level": "warning",
        "logger": "django.request",
    }
    assert written["timestamp"].endswith("Z")


@pytest.mark.parametrize(("level", "number"), [(logging.INFO, 0), (logging.WARNING, 1)])
def test_on_a_screen_only_what_went_wrong_with_a_task_is_worth_a_line(lines, level, number):
    # The worker command does this to both loggers.
    assert len(lines(as_json=False, name="django_tasks", level=level, words="Task id=7")) == number


def test_in_production_every_task_is_worth_a_line(lines):
    assert len(lines(as_json=True, name="django_tasks", level=logging.INFO, words="Task id=7")) == 1


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Mail to amina@example.org failed", "Mail to [address] failed"),
        ("<amina.o'neill+news@mail.example.ac.uk>", "<amina.o'[address]>"),
        ("nobody @ nowhere", "nobody @ nowhere"),
        ("one@nowhere@example.org,two@example.org", "one@[address]@example.org"),
        pytest.param("GET /?q=" + "9" * 200_000, "GET /?q=" + "9" * 200_000, id="as long as an attacker likes"),
        pytest.param("a@" * 100_000, "a@" * 100_000, id="nearly an address, many times"),
    ],
)
def test_no_address_is_written(said, written):
    assert hide_addresses(None, "info", {"event": said, "count": 3}) == {"event": written, "count": 3}


def our_log_calls():
    """(file and line, the first argument, the names in `extra`) of each line that our code writes."""
    for path in sorted(ROOT.glob("**/*.py")):
        if path.relative_to(ROOT).parts[0] not in {"site", "events", "home", "mailinglist", "opportunities"}:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if not is_call or getattr(node.func.value, "id", "") not in {"logger", "log", "logging"}:
                continue
            if node.func.attr not in {"debug", "info", "warning", "error", "exception", "critical", "log"}:
                continue
            extra = next((one.value for one in node.keywords if one.arg == "extra"), ast.Dict([], []))
            yield f"{path.relative_to(ROOT)}:{node.lineno}", node.args, {getattr(key, "value", None) for key in extra.keys}


def test_what_our_code_says_is_a_constant_and_what_it_adds_is_listed():
    """Words put together from values would be written as they are, so there are none."""
    calls = list(our_log_calls())
    wrong = [
        place
        for place, said, extra in calls
        if len(said) != 1 or not re.fullmatch(r"[a-z_]+", str(getattr(said[0], "value", " "))) or extra - EXTRAS
    ]

    assert (wrong, len(calls) >= 8) == ([], True)


def test_a_key_that_is_not_listed_is_not_written_whoever_says_it(capsys):
    """Of a library that speaks to structlog itself, nobody has chosen what it adds."""
    logging.config.dictConfig(logging_settings(json=True))
    try:
        structlog.get_logger("django_structlog.tests").info("told", user_agent="a browser", code=3)
    finally:
        logging.config.dictConfig(logging_settings(json=False))

    written = json.loads(capsys.readouterr().err)
    assert sorted(written) == ["code", "event", "level", "logger", "timestamp"]
