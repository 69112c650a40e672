"""Getting a file from somebody else's server without being led into our own network, flooded or kept waiting.

Whatever asks a foreign server for anything asks by `fetch`: tests/architecture/test_fetching.py.
"""

import contextlib
import http.client
import queue
import socket
import ssl
import threading
import time
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from core.networks import is_home_name, is_public

#: Bytes; a feed is far smaller.
LARGEST = 2 * 1024 * 1024
#: Seconds for everything together.
PATIENCE = 20
REDIRECTS = 3
#: Where web servers listen. Elsewhere are the doors of other services, which a request could be made to open.
PORTS = (80, 443)


class Unreachable(Exception):
    """Why nothing was got, in words for an editor."""


def fetch(url, *, patience=PATIENCE, largest=LARGEST):
    """The bytes at an address. Raises `Unreachable`.

    Each hop is looked up once and connected to by the address that was looked at, so that a name can't point elsewhere
    between looking and connecting.
    """
    until = time.monotonic() + patience
    for _hop in range(REDIRECTS + 1):
        connection, path = _connection(url, until)
        try:
            connection.request("GET", path, headers={"User-Agent": "Engage", "Accept-Encoding": "identity"})
            with connection.getresponse() as response:
                if response.status in (301, 302, 303, 307, 308) and response.headers.get("Location"):
                    url = urljoin(url, response.headers["Location"])
                    continue
                data = _body(response, largest)
            if connection.is_late:
                raise TimeoutError
            return data
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Unreachable(_reason(error, connection)) from error
        finally:
            connection.let_go()
    raise Unreachable(_("The address leads from one place to another too often."))


def _body(response, largest):
    if response.status != 200:
        raise Unreachable(_("The server answers with an error (%(code)d).") % {"code": response.status})
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise Unreachable(_("The server does not answer as it should."))
    data = response.read(largest + 1)
    if len(data) > largest:
        raise Unreachable(_("The file is too large for a feed."))
    if int(response.headers.get("Content-Length", len(data))) != len(data):
        raise http.client.IncompleteRead(data)
    return data


def _reason(error, connection):
    if connection.is_late or isinstance(error, TimeoutError):
        return _("The server takes too long to answer.")
    if isinstance(error, ssl.SSLError):
        return _("The server's certificate can't be trusted.")
    return _("The server does not answer as it should.")


def _connection(url, until):
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise Unreachable(_("This is not an address on the web.")) from error
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise Unreachable(_("This is not an address on the web."))
    port = port if port is not None else 443 if parts.scheme == "https" else 80
    if port not in PORTS and not settings.EXTERNAL_CALLS_MAY_BE_PRIVATE:
        raise Unreachable(_("Only the usual doors of web servers are asked, ports 80 and 443."))
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    path = path.encode("ascii", "ignore").decode().replace(" ", "%20")
    return GuardedConnection(host, port, until=until, is_tls=parts.scheme == "https"), path


def _left(until):
    left = until - time.monotonic()
    if left <= 0:
        raise Unreachable(_("The server takes too long to answer."))
    return left


def public_addresses(host, port, *, until):
    """Where a host can be reached, if all of it is out in the world. Raises `Unreachable`.

    One address of our own among those of a name is enough: which of them is taken is not ours to say.
    """
    may_be_private = settings.EXTERNAL_CALLS_MAY_BE_PRIVATE
    if not may_be_private and is_home_name(host):
        raise Unreachable(_("This address is inside a private network."))
    found = _looked_up(host, port, until)
    if not found:
        raise Unreachable(_("There is no server of this name."))
    if not may_be_private and not all(is_public(entry[4][0]) for entry in found):
        raise Unreachable(_("This address is inside a private network."))
    return found


def _looked_up(host, port, until):
    """What the name stands for. A resolver has patience of its own, so it is asked beside, and not waited for any longer."""
    answers = queue.SimpleQueue()

    def ask():
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):
            answers.put([])

    threading.Thread(target=ask, daemon=True).start()
    try:
        return answers.get(timeout=_left(until))
    except queue.Empty as error:
        raise Unreachable(_("The server takes too long to answer.")) from error


class GuardedConnection(http.client.HTTPConnection):
    """A connection to a public address that is hung up when its time is over, whatever the server is doing by then.

    A timeout alone is not enough: a server that sends a byte now and then would never run into it.
    """

    is_late = False

    def __init__(self, host, port, *, until, is_tls):
        super().__init__(host, port)
        self.until, self.is_tls = until, is_tls

    def connect(self):
        """To the very addresses that were looked at, one after the other until one answers."""
        problem = OSError("There is no address to connect to.")
        for family, kind, protocol, _name, address in public_addresses(self.host, self.port, until=self.until):
            sock = socket.socket(family, kind, protocol)
            try:
                sock.settimeout(_left(self.until))
                sock.connect(address)
                break
            except BaseException as error:
                sock.close()
                if not isinstance(error, OSError):
                    raise
                problem = error
        else:
            raise problem
        self.sock = sock
        if self.is_tls:
            tls = ssl.create_default_context()
            self.sock = tls.wrap_socket(sock, server_hostname=self.host, do_handshake_on_connect=False)
        self.timer = threading.Timer(_left(self.until), self.hang_up, [self.sock])
        self.timer.daemon = True
        self.timer.start()
        if isinstance(self.sock, ssl.SSLSocket):
            self.sock.do_handshake()

    def hang_up(self, sock):
        self.is_late = True
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)

    def let_go(self):
        """Close and stop the clock. `close` alone is also called by http.client itself, before the body is read."""
        if timer := getattr(self, "timer", None):
            timer.cancel()
        self.close()
