"""Which errors say that the database is away, and which that we have asked it something wrong."""

import sqlite3
from contextlib import closing

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.db.utils import DatabaseErrorWrapper
from django.urls import path

from core.errors import is_database_away


def from_sqlite(script, *, then, folder):
    """The error that real SQLite gives to `then`, as Django raises it."""
    with closing(sqlite3.connect(folder / "a.sqlite3", timeout=0)) as one, closing(connect(folder)) as other:
        one.executescript(script)
        try:
            other.executescript(then)
        except sqlite3.Error as error:
            return raised_by_django(sqlite3, error)


def connect(folder):
    return sqlite3.connect(folder / "a.sqlite3", timeout=0)


class Wrapping:
    """The part of a connection that Django's wrapper of errors asks."""

    def __init__(self, database):
        self.Database, self.errors_occurred = database, False


def raised_by_django(database, error):
    try:
        with DatabaseErrorWrapper(Wrapping(database)):
            raise error
    except Exception as wrapped:
        return wrapped


@pytest.mark.parametrize(
    ("script", "then", "is_away"),
    [
        pytest.param("CREATE TABLE a (b); BEGIN IMMEDIATE", "INSERT INTO a VALUES (1)", True, id="locked"),
        pytest.param(
            "CREATE TABLE a (b)",
            "PRAGMA max_page_count=3; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<999)"
            " INSERT INTO a SELECT randomblob(1000) FROM n",
            True,
            id="full",
        ),
        pytest.param("CREATE TABLE a (b)", "PRAGMA query_only=1; INSERT INTO a VALUES (1)", True, id="read only"),
        pytest.param("", "SELECT * FROM nothing", False, id="no such table"),
        pytest.param("CREATE TABLE a (b UNIQUE); INSERT INTO a VALUES (1)", "INSERT INTO a VALUES (1)", False, id="twice"),
        pytest.param(
            "CREATE VIRTUAL TABLE a USING fts5(b)", "SELECT * FROM a WHERE a MATCH '\"'", False, id="unreadable search"
        ),
    ],
)
def test_what_sqlite_says(tmp_path, script, then, is_away):
    error = from_sqlite(script, then=then, folder=tmp_path)

    assert (type(error).__module__, is_database_away(error)) == ("django.db.utils", is_away)


@pytest.mark.parametrize(
    ("state", "is_away"),
    [
        ("08006", True),  # connection lost
        ("53100", True),  # disk full
        ("53300", True),  # too many connections
        ("57014", True),  # took too long
        ("57P01", True),  # shutting down
        ("57P03", True),  # starting
        ("55P03", True),  # lock not to be had
        ("40P01", True),  # in each other's way
        ("42P01", False),  # no such table
        ("23505", False),  # twice
        ("22P02", False),  # no number
    ],
)
def test_what_postgresql_says(state, is_away):
    error = raised_by_django(psycopg, psycopg.errors.lookup(state)("words"))

    assert (type(error).__module__, is_database_away(error)) == ("django.db.utils", is_away)


def nested(inner):
    try:
        try:
            raise inner
        except Exception as error:
            raise ValueError("A page that can't be made") from error
    except ValueError as error:
        return error


@pytest.mark.parametrize(
    ("error", "is_away"),
    [
        (raised_by_django(psycopg, psycopg.OperationalError("connection refused")), True),
        (raised_by_django(psycopg, psycopg.InterfaceError("the connection is closed")), True),
        (OperationalError("The database does not answer."), True),
        (InterfaceError("connection already closed"), True),
        (nested(OperationalError("The database does not answer.")), True),
        (nested(ProgrammingError("no such column")), False),
        (ValueError("anything else"), False),
        (None, False),
    ],
)
def test_no_answer_at_all_is_away_too(error, is_away):
    assert is_database_away(error) is is_away


def failing(request):
    with (
        closing(sqlite3.connect(request.GET["file"])) as one,
        closing(sqlite3.connect(request.GET["file"], timeout=0)) as other,
    ):
        one.executescript("CREATE TABLE IF NOT EXISTS a (b); BEGIN IMMEDIATE")
        with DatabaseErrorWrapper(Wrapping(sqlite3)):
            other.execute(request.GET["statement"])


class urls:
    """A site of one address, whose database is busy."""

    handler500 = "core.errors.server_error"
    urlpatterns = [path("failing/", failing)]


@pytest.mark.parametrize(("statement", "status"), [("INSERT INTO a VALUES (1)", 503), ("SELECT * FROM nothing", 500)])
def test_a_busy_database_is_a_503_and_a_wrong_question_a_500(settings, client, tmp_path, statement, status):
    settings.ROOT_URLCONF = urls
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("core.")]
    client.raise_request_exception = False

    response = client.get("/failing/", {"file": tmp_path / "busy.sqlite3", "statement": statement})

    assert (response.status_code, response.headers.get("Retry-After")) == (status, "10" if status == 503 else None)
