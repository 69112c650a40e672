"""A server that takes connections and answers nothing: a socket that nobody reads from."""

import contextlib
import socket
import threading
import time

import psycopg
import pytest
from django.db import OperationalError

from config.postgresql import base

#: Long enough to be told apart from never on a busy machine.
SOON, LATE = 5, 20  # seconds


@pytest.fixture
def silent():
    """The port of a server that takes connections and answers nothing."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def wrapper(silent, monkeypatch):
    monkeypatch.setattr(base, "_waited", threading.local())
    wrapper = base.DatabaseWrapper(
        {
            "NAME": "engage", "USER": "engage", "PASSWORD": "", "HOST": "127.0.0.1", "PORT": silent, "OPTIONS": {},
            "TIME_ZONE": None, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True, "AUTOCOMMIT": True, "ATOMIC_REQUESTS": False,
            "DEADLINE": 0.6, "TEST": {},
        },
        alias="silent",
    )  # fmt: skip
    wrapper.settings_dict["OPTIONS"] = {"connect_timeout": LATE}
    return wrapper


def test_nobody_waits_for_a_server_that_says_nothing(wrapper):
    began = time.monotonic()

    for _time in range(2):
        with pytest.raises(OperationalError, match=r"The database does not answer\."):
            wrapper.connect()

    assert time.monotonic() - began < SOON


def test_who_has_waited_does_not_wait_again_and_after_a_rest_it_is_tried_again(wrapper, monkeypatch):
    with pytest.raises(OperationalError):
        wrapper.connect()
    tried = []

    with pytest.raises(OperationalError):
        base.within_deadline(lambda: tried.append(1), seconds=1)
    monkeypatch.setattr(base, "_waited", threading.local())
    base.within_deadline(lambda: tried.append(2), seconds=1)

    assert tried == [2]


def test_an_error_is_given_on_at_once(monkeypatch):
    monkeypatch.setattr(base, "_waited", threading.local())

    def refuse():
        raise psycopg.OperationalError("refused")

    with pytest.raises(psycopg.OperationalError, match="refused"):
        base.within_deadline(refuse, seconds=LATE)


class Raw:
    """A connection whose server is busy for good: what libpq would say of it."""

    status = psycopg.pq.ConnStatus.OK

    def __init__(self, end):
        self.socket = end.fileno()

    def send_query(self, statement):
        pass

    def is_busy(self):
        return not self.has_waited()

    def has_waited(self):
        self.turns = getattr(self, "turns", 0) + 1
        return self.turns > 3

    def consume_input(self):
        pass

    def get_result(self):
        return None


class Connection:
    def __init__(self, pgconn):
        self.pgconn = pgconn


def test_a_connection_that_does_not_answer_is_not_used():
    ours, theirs = socket.socketpair()
    with contextlib.closing(ours), contextlib.closing(theirs):
        assert base.answers(Connection(Raw(ours)), within=0.1) is False
        theirs.send(b"an answer")
        assert base.answers(Connection(Raw(ours)), within=0.1) is True
