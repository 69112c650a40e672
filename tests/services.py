"""Real PostgreSQL, Redis and gunicorn of a test's own, that it may stop, freeze and start again."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

from tests.reporting import not_run_without

COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "tests.faults.production",
    "SECRET_KEY": "only a test knows this: 0123456789 abcdefghijklmnopqrstuvwxyz",
    "LINK_KEY": "only a test knows this, for links: 0123456789 abcdefghijklmnopqrstuvwxyz",
    "SUPPRESSION_KEY": "only a test knows this, for hashes: 0123456789 abcdefghijklmnopqrstuvwxyz",
    "DEFAULT_FROM_EMAIL": "engage@example.org",
    "EMAIL_URL": "dummymail://",
    "HTTPS": "off",
    "ALLOWED_HOSTS": "localhost,127.0.0.1",
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(is_so, *, seconds=180):
    for _try in range(int(seconds / 0.05)):
        if is_so():
            return
        time.sleep(0.05)
    pytest.fail("It never came.")


def listens(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


class Redis:
    """A redis-server on loopback that writes nothing to the disk."""

    def __init__(self, folder):
        if shutil.which("redis-server") is None:
            not_run_without("Redis")
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process = None

    def start(self):
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(lambda: listens(self.port))

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)
            self.process = None

    def freeze(self):
        """It takes connections, and answers nothing."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)


class PostgreSQL:
    """A cluster on loopback with one database. Runs as the user postgres where we are root, as PostgreSQL wants it."""

    def __init__(self, folder):
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
        if not found:
            not_run_without("PostgreSQL's programs")
        self.bin, self.port = found[-1].parent, free_port()
        # Not below the folder of pytest, which only we may enter.
        self.folder = folder
        self.url = f"postgres://engage@127.0.0.1:{self.port}/engage"

    def create(self):
        self.folder.mkdir()
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        options = ["-U", "engage", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        self._run("initdb", "-D", self.folder / "db", *options)
        self.start()
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "engage", "engage")

    def start(self):
        options = f"-p {self.port} -h 127.0.0.1 -k {self.folder} -c fsync=off -c full_page_writes=off"
        self._control("-l", self.folder / "log", "-o", options, "start")

    def stop(self):
        self._control("-m", "immediate", "stop")

    def freeze(self):
        """Takes connections and answers nothing; neither do the processes that serve those there are."""
        self._signal_all(signal.SIGSTOP)

    def thaw(self):
        self._signal_all(signal.SIGCONT)

    def _signal_all(self, number):
        master = int((self.folder / "db" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        for pid in [master, *map(int, children)]:
            os.kill(pid, number)

    def _control(self, *arguments):
        self._run("pg_ctl", "-D", self.folder / "db", "-w", *arguments)

    def _run(self, program, *arguments):
        as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*as_postgres, str(self.bin / program), *map(str, arguments)]
        # No pipes: the server would keep them open.
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)


class Site:
    """The site as production serves it: gunicorn with production's settings."""

    def __init__(self, folder, **environment):
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.log = folder / "site.log"
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(settings.REPOSITORY),
            **COMPLETE,
            "BASE_URL": self.address,
            "VAR_DIR": str(folder / "var"),
            "BIND": f"localhost:{self.port}",
            **environment,
        }
        self.process = None

    def manage(self, *arguments, input=None):
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=settings.REPOSITORY, env=self.environment, capture_output=True, text=True, timeout=300, input=input
        )

    def start(self):
        self.process = self._run(str(Path(sys.executable).with_name("gunicorn")))
        wait_until(lambda: self.get("/healthz")[0] == 200)

    def watch(self, *arguments):
        """A command that goes on until it is ended."""
        return self._run(sys.executable, "manage.py", *arguments)

    def _run(self, *command):
        with self.log.open("ab") as log:
            return subprocess.Popen(command, cwd=settings.REPOSITORY, env=self.environment, stdout=log, stderr=log)

    def stop(self):
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)  # at once, without waiting for anybody
            self.process.wait(30)
            self.process = None

    def get(self, path, **headers):
        """(status, headers, text, seconds); status 0 when nobody answered."""
        began = time.monotonic()
        try:
            with urllib.request.urlopen(urllib.request.Request(self.address + path, headers=headers), timeout=40) as answer:
                status, found, body = answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            status, found, body = error.code, error.headers, error.read()
        except OSError:
            return 0, {}, "", time.monotonic() - began
        return status, found, body.decode(), time.monotonic() - began
