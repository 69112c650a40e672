"""What is written to the logs, and what never is."""

import json
import logging
import logging.config

import pytest

from config.logs import hide_addresses, logging_settings


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
    [line] = lines(as_json=True, name="django.request", level=logging.WARNING, words="Not Found: /nowhere/")

    written = json.loads(line)
    assert {name: written[name] for name in ("event", "level", "logger")} == {
        "event": "Not Found: /nowhere/",
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
