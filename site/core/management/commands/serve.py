import os
import signal
import socket
import subprocess
import sys
import time

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from wagtail.models import Page

from core.periodic_tasks import WORKERS

#: Ports tried, one after the other, before giving up.
TRIES = 20


def free_port(first):
    """The first port from `first` on that nobody listens to. Raises CommandError if there is none nearby."""
    for port in range(first, first + TRIES):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise CommandError(f"Ports {first} to {first + TRIES - 1} are all taken.")


class Command(BaseCommand):
    help = "Runs the whole site on this machine until Ctrl-C: database, demonstration content, web server and workers."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-demo", action="store_true", help="Start with an empty site.")

    def handle(self, *, port, no_demo, **options):
        wanted, port = port, free_port(port)
        if port != wanted:
            self.stdout.write(f"Port {wanted} is taken, so the site is on port {port}.")
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        call_command("set_up_here", port=port)
        if not no_demo and self._is_empty():
            self.stdout.write("Loading the demonstration content; this happens once…")
            self.stdout.flush()
            call_command("load_demo", verbosity=0)
        connection.close()
        self._run(port)

    def _is_empty(self):
        return "load_demo" in get_commands() and Page.objects.count() <= 2

    def _run(self, port):
        manage = [sys.executable, str(settings.REPOSITORY / "manage.py")]
        commands = {
            "web server": [*manage, "runserver", f"localhost:{port}", "--skip-checks"],
            **{name: [*manage, "db_worker", *options, "--no-startup-delay"] for name, options in WORKERS.items()},
            "housekeeping": [*manage, "housekeeping", "--watch", "--verbosity", "0"],
        }
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        address = f"http://localhost:{port}"
        environment = {"BASE_URL": address} | os.environ
        # Nothing of these commands is from outside but the number of a port.
        children = {name: subprocess.Popen(command, env=environment) for name, command in commands.items()}  # noqa: S603
        self.stdout.write(f"\nSite    {address}/\nAdmin   {address}/admin/\nOutbox  {address}/outbox/\nStop with Ctrl-C.\n")
        self.stdout.flush()
        try:
            while all(child.poll() is None for child in children.values()):
                time.sleep(0.3)
            ended = next(name for name, child in children.items() if child.poll() is not None)
            raise CommandError(f"The {ended} has stopped, so the rest is stopped too.")
        except KeyboardInterrupt:
            self.stdout.write("\nStopping…")
        finally:
            self._stop(children.values())

    def _stop(self, children):
        for child in children:
            if child.poll() is None:
                child.terminate()
        for child in children:
            try:
                child.wait(timeout=10)
            except subprocess.TimeoutExpired:
                child.kill()
