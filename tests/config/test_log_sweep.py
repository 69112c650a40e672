"""Every token there is, every address that takes one and every kind of error: and nothing of it in production's logs."""

import importlib.util
import io
import json
import logging
import logging.config
import re
import sqlite3
import threading
import uuid

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from config.logs import GUNICORN_SAYS, KEYS, _constants, log_uncaught, logging_settings
from core import periodic_tasks, registries
from core.periodic_tasks import PeriodicTask
from mailinglist import tokens
from tests.config import failing
from tests.factories.mailinglist import SubscriberFactory
from tests.factories.users import UserFactory

PERSON = "amina@example.org"
WORD = "zzsecretzz"
#: What must not be found, in whatever case: the person, what stands for them, where they are.
NEEDLES = ["amina", "example.org", "example%40", WORD, "203.0.113.77", "2001:db8::77", "?q=", "referer"]
QUERY = f"?q={PERSON.replace('@', '%40')}&token={WORD}"
HEADERS = {
    "REMOTE_ADDR": "203.0.113.77",
    "HTTP_X_FORWARDED_FOR": "2001:db8::77",
    "HTTP_REFERER": f"https://engage.test/preferences/{WORD}/?q={PERSON}",
    "HTTP_USER_AGENT": f"Reader of {PERSON}",
    "HTTP_X_REQUEST_ID": WORD,
    "HTTP_X_CORRELATION_ID": WORD,
}


class Lines:
    """What production's handler has written since it was last asked."""

    def __init__(self):
        self.stream = io.StringIO()

    def configure(self, **options):
        settings = logging_settings(level="DEBUG", **options)
        settings["handlers"]["stream"]["stream"] = self.stream
        logging.config.dictConfig(settings)

    def take(self):
        text = self.stream.getvalue()
        self.stream.truncate(0)
        self.stream.seek(0)
        return text


@pytest.fixture
def lines():
    """Logging as it is in production, at its most talkative."""
    lines = Lines()
    lines.configure(json=True)
    yield lines
    logging.config.dictConfig(logging_settings(json=False))


@pytest.fixture
def reader():
    """Somebody's browser, which says all that browsers say. Failures are answered, as in production."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False, **HEADERS)


def found_in(text, *more):
    return [needle for needle in [*NEEDLES, *more] if needle.lower() in text.lower()]


def events(text):
    return [json.loads(line) for line in text.splitlines()]


def patterns(resolver=None, before=""):
    """(regular expression or route, its parameters and their kinds) of every address of the site."""
    for one in (resolver or get_resolver()).url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from patterns(one, route)


KINDS = {"int": "7", "uuid": str(uuid.UUID(int=7)), "slug": WORD, "str": f"{WORD}:1abc:{PERSON}", "path": f"{WORD}/{PERSON}"}
KINDS["token"] = KINDS["str"]


def addresses_with_words():
    """Each address that takes words, with a secret in their place: found from the URLs, so a new one is swept as well."""
    found = set()
    for route in patterns():
        kinds = re.findall(r"<(?:(\w+):)?\w+>", route) if "(?P" not in route else []
        if not kinds or "^" in route or not {kind or "str" for kind in kinds} & {"slug", "str", "path", "token"}:
            continue
        filled = re.sub(r"<(?:(\w+):)?\w+>", lambda match: KINDS.get(match[1] or "str", WORD), route)
        found.add("/" + filled.replace("\\Z", "").lstrip("/"))
    return sorted(found)


def token_routes():
    return [route for route in patterns() if re.search(r"<\w*:?\w*(token|key|hash|signature)\w*>", route)]


def test_there_are_addresses_to_sweep():
    """The ones known when this was written are among those found."""
    known = {f"mailing-list/{name}/<token:token>" for name in ("confirm", "preferences", "leave", "never")}
    known |= {"volunteer-shifts/held/<token:token>", "admin/password_reset/confirm/<uidb64>/<token>/"}

    assert known - set(token_routes()) == set()
    assert len(addresses_with_words()) > len(known)


@pytest.mark.parametrize("who", ["anybody", "an administrator"])
def test_no_address_that_takes_words_leaves_them_in_a_log(db, home_page, lines, reader, who):
    if who == "an administrator":
        reader.force_login(UserFactory(is_superuser=True, username="root"))
    lines.take()
    said = []

    for path in addresses_with_words():
        for method in ("get", "post", "put"):
            status = getattr(reader, method)(path + QUERY).status_code
            text = lines.take()
            if found_in(text) or not re.search("request_(finished|failed)", text):
                said.append((method, path, status, text))

    assert said == []


def test_no_token_that_works_is_in_a_log(db, home_page, lines, reader):
    subscriber, user = SubscriberFactory(email=PERSON), UserFactory(username="amina", email=PERSON, is_staff=True)
    issued = {
        "confirm": tokens.make(subscriber, tokens.CONFIRM),
        "preferences": tokens.make(subscriber, tokens.PREFERENCES),
        "reset": default_token_generator.make_token(user),
        "uid": urlsafe_base64_encode(force_bytes(user.pk + 1_000_000)),
    }
    paths = [
        reverse("mailinglist:confirm", args=[issued["confirm"]]),
        reverse("mailinglist:preferences", args=[issued["preferences"]]),
        reverse("mailinglist:unsubscribe", args=[issued["preferences"]]),
        reverse("wagtailadmin_password_reset_confirm", args=[issued["uid"], issued["reset"]]),
        reverse("shifts:held", args=[issued["preferences"]]),
    ]
    lines.take()

    # Whole, as a mail program may break them, in another language, below the home page, and as a question.
    for path in paths:
        for asked in (path, path.rstrip("/"), path[:-1] + ".", f"/cy{path}", path + "more/", "/?next=" + path, f"/x{path}"):
            reader.get(asked)
            reader.post(asked, {"email": PERSON, "action": "leave", "token": issued["preferences"]})

    text = lines.take()
    assert found_in(text, *issued.values()) == []
    names = {line["request"] for line in events(text) if line["event"] == "request_finished"}
    assert {"GET mailinglist:confirm", "GET mailinglist:preferences", "GET no such address"} - names == set()


@pytest.mark.parametrize("how", failing.FAILURES)
def test_what_an_error_quotes_is_not_written_and_where_it_happened_is(db, settings, lines, reader, how):
    settings.ROOT_URLCONF = "tests.config.failing"
    lines.take()

    status = reader.get(f"/failing/{how}/{QUERY}").status_code

    text = lines.take()
    assert found_in(text) == []
    assert status in (400, 403, 404, 500)
    failed = [line["exception"] for line in events(text) if line["event"] == "request_failed"]
    assert all("tests/config/failing.py" in exception for exception in failed)
    assert bool(failed) == (status == 500)


def test_hosts_methods_and_forms_that_are_refused_are_named_by_their_kind(db, home_page, lines, reader):
    lines.take()

    answers = [
        reader.get("/" + QUERY, HTTP_HOST=f"{WORD}.example.org"),
        reader.delete("/mailing-list/join/" + QUERY),
        reader.post("/mailing-list/join/" + QUERY, {"step": "join", "email": PERSON}),
        reader.get(f"/{WORD}/" + QUERY),
    ]

    text = lines.take()
    assert ([answer.status_code for answer in answers], found_in(text)) == ([400, 405, 403, 404], [])
    said = {(line["logger"], line["event"]) for line in events(text)}
    assert {
        ("django.security.DisallowedHost", "Bad Request"),
        ("django.request", "Method Not Allowed"),
        ("django.request", "Not Found"),
        ("django.security.csrf", "Forbidden"),
    } - said == set()


def test_tasks_mail_and_tasks_that_fail_are_written_without_what_they_were_about(db, settings, lines, monkeypatch):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        9,
    )
    lines.take()

    def fail(*, now):
        raise failing.Odd(PERSON)

    def send(*, now):
        EmailMessage("Hello", "Hi.", to=[PERSON]).send()

    monkeypatch.setitem(registries.periodic_tasks, "fail", PeriodicTask(periodic_tasks.AGAIN, fail))
    monkeypatch.setitem(registries.periodic_tasks, "send", PeriodicTask(periodic_tasks.AGAIN, send))
    list(periodic_tasks.run_periodic_tasks(names=["fail", "send"], is_anyway=True))
    failing.failing_task.enqueue(PERSON)

    text = lines.take()
    assert found_in(text) == []
    kinds = [line["exception"].splitlines()[-1] for line in events(text) if "exception" in line]
    assert kinds == ["tests.config.failing.Odd", "ConnectionRefusedError: Connection refused", "tests.config.failing.Odd"]


@pytest.mark.parametrize("name", ["gunicorn.error", "wagtail", "django.db.backends", "a.library", "core.anything"])
@pytest.mark.parametrize(
    ("template", "arguments"),
    [
        ("Error handling request %s", [f"/confirm/{WORD}/"]),
        ("Invalid request from ip=%s: %s", ["203.0.113.77", ValueError(PERSON)]),
        ("%d of %s", [3, PERSON]),
        ("%(who)s", [{"who": PERSON}]),
    ],
)
def test_of_a_librarys_sentence_only_the_numbers_are_filled_in(lines, name, template, arguments):
    logging.getLogger(name).warning(template, *arguments, extra={"request": PERSON.partition("@"), "user": PERSON})

    [line] = events(lines.take())
    assert found_in(json.dumps(line)) == []
    assert set(line) <= KEYS


@pytest.mark.parametrize(
    "name", ["gunicorn.error", "wagtail.redirects", "django.db.backends", "redis", "psycopg", "django_tasks"]
)
@pytest.mark.parametrize(
    "said",
    [
        f"Invalid request from ip=203.0.113.77: Invalid HTTP Version: 'more?q={PERSON}'",
        f"Invalid request from ip={HEADERS['REMOTE_ADDR']}: Invalid HTTP Version: 'more?q={PERSON} HTTP/1.1'",
        f"Error flushing {WORD}",
        f"{WORD} %s",
    ],
)
def test_a_sentence_that_was_put_together_beforehand_is_not_said(lines, name, said):
    arguments = [3] if "%s" in said else []
    logging.getLogger(name).warning(said, *arguments)

    [line] = events(lines.take())
    assert (found_in(json.dumps(line)), re.sub(r"\d+", "9", line["event"])) == ([], "test_log_sweep:9")


@pytest.mark.parametrize(("name", "said"), [("gunicorn.error", "Booting worker with pid: 7"), ("wagtail", "Published 7")])
def test_a_sentence_that_stands_in_the_code_is_said(lines, name, said):
    # Loud enough for whatever level a command has set before.
    logging.getLogger(name).warning("Booting worker with pid: %s" if name == "gunicorn.error" else "Published %s", 7)

    assert [line["event"] for line in events(lines.take())] == [said]


def test_what_gunicorn_says_of_itself_are_sentences_of_gunicorns():
    """None is ours, or of an older version of it."""
    files = [
        importlib.util.find_spec(f"gunicorn.{name}").origin for name in ("arbiter", "sock", "workers.base", "workers.gthread")
    ]
    constants = set().union(*map(_constants, files))
    # Put together of two constants.
    ends = {one for one in GUNICORN_SAYS if one.removesuffix(" Perhaps out of memory?") in constants}

    assert GUNICORN_SAYS - ends == set()


def test_a_sentence_that_does_not_fit_its_values_stays_unfilled(lines):
    record = logging.LogRecord("wagtail", logging.ERROR, __file__, 1, "%s and %s", (PERSON,), None)

    written = json.loads(logging.getLogger("django").handlers[0].format(record))

    assert (written["event"], found_in(json.dumps(written))) == ("%s and %s", [])


def test_a_library_that_nobody_has_looked_at_may_only_say_where_it_speaks(lines):
    logging.getLogger("a.library").warning(f"Hello {WORD}")

    [line] = events(lines.take())
    assert re.fullmatch(r"test_log_sweep:\d+", line["event"])


@pytest.fixture
def hooks(monkeypatch):
    monkeypatch.setattr("sys.excepthook", None)
    monkeypatch.setattr("threading.excepthook", None)
    log_uncaught()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_ends_a_thread_is_a_line_like_any_other(lines, hooks):
    def fail():
        raise sqlite3.IntegrityError(PERSON)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()

    [line] = events(lines.take())
    assert (line["event"], line["exception"].splitlines()[-1], found_in(json.dumps(line))) == (
        "thread_failed",
        "sqlite3.IntegrityError",
        [],
    )


def test_without_the_guard_all_of_it_is_written(db, settings, lines, reader):
    """The positive control: the lines of development, which are for mending, hold what production's must not."""
    settings.ROOT_URLCONF = "tests.config.failing"
    lines.configure(json=False)

    reader.get(f"/failing/odd/{QUERY}")
    logging.getLogger("gunicorn.error").error("Error handling request %s", f"/confirm/{WORD}/")

    assert WORD in lines.take()
