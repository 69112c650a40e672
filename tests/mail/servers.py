"""Mail servers on loopback: one that works, and some that don't."""

import socket
import threading
from contextlib import contextmanager

from aiosmtpd.controller import Controller


class Mailbox:
    """What a mail server has taken: (envelope's recipients, message) for each mail."""

    def __init__(self):
        self.taken, self.came = [], threading.Event()

    async def handle_DATA(self, server, session, envelope):
        self.taken.append((envelope.rcpt_tos, envelope.content.decode()))
        self.came.set()
        return "250 OK"


@contextmanager
def working(port=0):
    """A mail server; yields its `Mailbox` with the port it listens on."""
    mailbox = Mailbox()
    mailbox.port = port or free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=mailbox.port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Broken:
    """A server that says what it is told to, one thing to each connection and each line, and then nothing more."""

    def __init__(self, *said):
        self.said, self.asked, self.open = said, 0, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            self.asked += 1
            self.open.append(connection)
            threading.Thread(target=self._talk, args=[connection], daemon=True).start()

    def _talk(self, connection):
        lines = connection.makefile("rb")
        try:
            for words in self.said:
                connection.sendall(words)
                line = lines.readline()
                while words.startswith(b"354") and line not in (b".\r\n", b""):
                    line = lines.readline()
        except OSError:
            pass

    def close(self):
        for each in [self.listener, *self.open]:
            each.close()


@contextmanager
def broken(*said):
    server = Broken(*said)
    try:
        yield server
    finally:
        server.close()
