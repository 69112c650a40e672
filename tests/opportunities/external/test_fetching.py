"""What somebody else's server may do to us, by a server that does it."""

import socket
import threading
import time
from contextlib import contextmanager, suppress

import pytest

from opportunities.external.fetching import Unreachable, fetch, is_public

FINE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


@contextmanager
def server(*answers):
    """A server that gives one answer after another: bytes, or a function that is handed the connection."""
    listener = socket.create_server(("127.0.0.1", 0))
    asked = []

    def run():
        for answer in answers:
            try:
                connection, _address = listener.accept()
            except OSError:
                return
            with connection:
                asked.append(connection.recv(4096))
                with suppress(OSError):
                    answer(connection) if callable(answer) else connection.sendall(answer)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", asked
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(10)


@pytest.fixture
def _at_home(settings):
    settings.EXTERNAL_CALLS_MAY_BE_PRIVATE = True


def reason(url, **values):
    with pytest.raises(Unreachable) as refused:
        fetch(url, **values)
    return str(refused.value)


@pytest.mark.usefixtures("_at_home")
def test_a_file_is_fetched_and_a_redirect_followed():
    with server(b"HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n", FINE) as (url, asked):
        assert fetch(f"{url}/feed?a=1") == b"hello"

    assert [line.split(b"\r\n")[0] for line in asked] == [b"GET /feed?a=1 HTTP/1.1", b"GET /there HTTP/1.1"]


@pytest.mark.usefixtures("_at_home")
@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", "The server answers with an error (500)."),
        (b"nonsense\r\n\r\n", "The server does not answer as it should."),
        (b"", "The server does not answer as it should."),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nxx", "The server does not answer as it should."),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 2000, "The file is too large for a feed."),
        (b"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n", "This is not an address on the web."),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort", "The server does not answer as it should."),
    ],
    ids=["error", "nonsense", "nothing", "packed", "flood", "redirect to a file", "breaks off"],
)  # fmt: skip
def test_what_a_server_should_not_do_is_said_in_words(answer, words):
    with server(answer) as (url, _asked):
        assert reason(url, largest=1000) == words


@pytest.mark.usefixtures("_at_home")
def test_a_redirect_without_end_is_given_up():
    again = b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n"

    with server(*[again] * 5) as (url, asked):
        assert reason(url) == "The address leads from one place to another too often."
    assert len(asked) == 4


def silence(connection):
    connection.settimeout(5)
    connection.recv(1)


def drip(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    for _byte in range(100):
        connection.sendall(b"x")
        time.sleep(0.05)


def drip_headers(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for _byte in range(100):
        connection.sendall(b"X-Slow: yes\r\n")
        time.sleep(0.05)


@pytest.mark.usefixtures("_at_home")
@pytest.mark.parametrize("answer", [silence, drip, drip_headers])
def test_a_server_that_never_finishes_is_left(answer):
    with server(answer) as (url, _asked):
        assert reason(url, patience=0.4) == "The server takes too long to answer."


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1/feed", "This address is inside a private network."),
        ("http://localhost/feed", "This address is inside a private network."),
        ("http://169.254.169.254/latest/meta-data", "This address is inside a private network."),
        ("http://10.1.2.3/", "This address is inside a private network."),
        ("http://[::1]/", "This address is inside a private network."),
        ("http://[::ffff:127.0.0.1]/", "This address is inside a private network."),
        ("http://2130706433/", "This address is inside a private network."),
        ("file:///etc/passwd", "This is not an address on the web."),
        ("gopher://example.org/", "This is not an address on the web."),
        ("http://user:secret@example.org/", "This is not an address on the web."),
        ("http://[/", "This is not an address on the web."),
        ("http://example.org:99999/", "This is not an address on the web."),
    ],
)
def test_our_own_network_is_never_asked(url, words):
    assert reason(url) == words


@pytest.mark.usefixtures("_at_home")
def test_where_a_redirect_leads_is_looked_at_again(settings):
    with server(FINE) as (inside, asked):
        settings.EXTERNAL_CALLS_MAY_BE_PRIVATE = False
        assert reason(inside) == "This address is inside a private network."
    assert asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2001:4860:4860::8888", True), ("192.168.1.1", False), ("172.16.0.1", False), ("0.0.0.0", False),
        ("100.64.0.1", False), ("224.0.0.1", False), ("fe80::1%eth0", False), ("fc00::1", False), ("::", False),
        ("2002:7f00:1::", False),
    ],
)  # fmt: skip
def test_public_addresses_are_told_from_private_ones(address, public):
    assert is_public(address) is public
