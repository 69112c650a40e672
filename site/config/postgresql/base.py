"""PostgreSQL that is expected to be away now and then: who asks is told so within a deadline, not after half a minute.

Django's own backend with persistent connections, one for each thread, plus two deadlines of ours that libpq does not have: it
rounds each up to two seconds, and does not know when a server that has accepted a connection will answer.
"""

import threading
import time
from concurrent.futures import Future
from select import select

import psycopg
from django.db import OperationalError
from django.db.backends.postgresql import base
from psycopg.pq import ConnStatus

#: Who has waited for a server that did not answer does not wait again for this long: a request may ask more than once.
REST = 1.0  # seconds

_waited = threading.local()


def answers(connection, *, within):
    """Whether the server at the other end of an idle connection answers in time."""
    raw, deadline = connection.pgconn, time.monotonic() + within
    if raw.status != ConnStatus.OK:
        return False
    raw.send_query(b"")
    while raw.is_busy():
        ready = select([raw.socket], [], [], max(0.0, deadline - time.monotonic()))
        if not ready[0]:
            return False
        raw.consume_input()
    while raw.get_result():
        pass
    return raw.status == ConnStatus.OK


def within_deadline(connect, *, seconds):
    """What `connect()` gives or raises, or OperationalError when it takes too long. What comes later is closed."""
    if time.monotonic() < getattr(_waited, "rests_until", 0.0):
        raise OperationalError("The database does not answer.")
    future, given_up = Future(), threading.Event()

    def run():
        try:
            connection = connect()
        except BaseException as error:
            future.set_exception(error)
            return
        future.set_result(connection)
        if given_up.is_set():
            connection.close()

    threading.Thread(target=run, daemon=True, name="connect").start()
    try:
        return future.result(seconds)
    except TimeoutError:
        given_up.set()
        _waited.rests_until = time.monotonic() + REST
        raise OperationalError("The database does not answer.") from None


class DatabaseWrapper(base.DatabaseWrapper):
    """Reached within `DEADLINE` seconds, which is one of the settings in `DATABASES`.

    Half of it is for asking whether a connection still works, half for connecting anew.
    """

    @property
    def patience(self):
        return self.settings_dict["DEADLINE"] / 2

    def get_new_connection(self, conn_params):
        connect = super().get_new_connection
        return within_deadline(lambda: connect(conn_params), seconds=self.patience)

    def is_usable(self):
        try:
            return self.connection is not None and answers(self.connection, within=self.patience)
        except psycopg.Error:
            return False
