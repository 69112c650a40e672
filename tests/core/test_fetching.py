"""What somebody else's server may do to us, by a server that does it."""

import socket
import threading
import time
from contextlib import contextmanager, suppress

import pytest

from core.fetching import Unreachable, fetch, public_addresses

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
def test_a_redirect_to_another_address_is_looked_at_as_the_first_was(settings):
    """The server turns us away, and from then on only the world may be asked."""

    def away(connection):
        settings.EXTERNAL_CALLS_MAY_BE_PRIVATE = False
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://[::ffff:7f00:1]/\r\nContent-Length: 0\r\n\r\n")

    with server(away) as (url, _asked):
        assert reason(url) == "This address is inside a private network."


@pytest.fixture
def name_server(monkeypatch):
    """The addresses of names, as a server of names far away would give them, and how often it was asked."""
    addresses, asked = {}, []

    def look_up(host, port, **_values):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (one, port)) for one in addresses[host]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return addresses, asked


@pytest.mark.parametrize("others", [("127.0.0.1", "8.8.8.8"), ("8.8.8.8", "10.0.0.1"), ("8.8.8.8", "9.9.9.9", "169.254.1.1")])
def test_one_private_address_among_several_of_a_host_is_enough_to_stay_away(name_server, others):
    name_server[0]["funder.example.org"] = others

    assert reason("http://funder.example.org/feed") == "This address is inside a private network."


def test_all_addresses_of_a_host_in_the_world_are_fine(name_server):
    name_server[0]["funder.example.org"] = ["8.8.8.8", "9.9.9.9"]

    found = public_addresses("funder.example.org", 80, until=time.monotonic() + 5)

    assert [entry[4] for entry in found] == [("8.8.8.8", 80), ("9.9.9.9", 80)]


@pytest.mark.usefixtures("_at_home")
def test_a_name_is_looked_up_once_and_the_address_that_was_looked_at_is_taken(name_server):
    """A name that says one thing when it is looked at and another when it is connected to would lead us home."""
    addresses, asked = name_server
    with server(FINE) as (url, _asked):
        addresses["funder.example.org"] = ["127.0.0.1"]
        assert fetch(url.replace("127.0.0.1", "funder.example.org")) == b"hello"

    assert asked == ["funder.example.org"]


@pytest.mark.usefixtures("_at_home")
def test_the_next_address_is_tried_where_one_does_not_answer(name_server):
    with socket.create_server(("127.0.0.2", 0)) as closed, server(FINE) as (url, _asked):
        # Nobody listens at this port of the first address.
        closed.close()
        name_server[0]["funder.example.org"] = ["127.0.0.2", "127.0.0.1"]
        assert fetch(url.replace("127.0.0.1", "funder.example.org")) == b"hello"


def test_a_server_of_names_that_is_silent_is_not_waited_for(monkeypatch):
    answered = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_values: answered.wait(10) and [])

    said = reason("http://funder.example.org/", patience=0.2)
    answered.set()

    assert said == "The server takes too long to answer."


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
        ("http://0x7f.1/", "This address is inside a private network."),
        ("http://017700000001/", "This address is inside a private network."),
        ("http://127.1/", "This address is inside a private network."),
        ("http://127.0.0.1./", "There is no server of this name."),
        ("http://①②⑦.⓪.⓪.①/", "This address is inside a private network."),
        ("http://127。0。0。1/", "This address is inside a private network."),
        ("http://LOCALHOST./", "This address is inside a private network."),
        ("http://feed.localhost/", "This address is inside a private network."),
        ("http://metadata.google.internal/", "This address is inside a private network."),
        ("http://[64:ff9b::7f00:1]/", "This address is inside a private network."),
        ("http://[::127.0.0.1]/", "This address is inside a private network."),
        ("http://[fe80::1%25lo]/", "There is no server of this name."),
        ("http://8.8.8.8:22/", "Only the usual doors of web servers are asked, ports 80 and 443."),
        ("http://8.8.8.8:0/", "Only the usual doors of web servers are asked, ports 80 and 443."),
        ("https://8.8.8.8:11211/", "Only the usual doors of web servers are asked, ports 80 and 443."),
        ("file:///etc/passwd", "This is not an address on the web."),
        ("gopher://example.org/", "This is not an address on the web."),
        ("http://user:secret@example.org/", "This is not an address on the web."),
        ("http://[/", "This is not an address on the web."),
        ("http://example.org:99999/", "This is not an address on the web."),
    ],
)
def test_our_own_network_is_never_asked(url, words):
    assert reason(url) == words
