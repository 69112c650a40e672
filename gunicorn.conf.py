"""How gunicorn serves the site: `gunicorn` in this folder is enough. Addresses and numbers come from the environment."""

import os
import subprocess
import sys

wsgi_app = "config.wsgi"
pythonpath = "site"
bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
timeout = 30  # seconds
graceful_timeout = 20
keepalive = 5
max_requests, max_requests_jitter = 2000, 200
# Whose X-Forwarded-* headers are believed.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
MEMORY = "/dev/shm"  # noqa: S108 – gunicorn makes files of its own there, under names nobody can guess
worker_tmp_dir = MEMORY if os.path.isdir(MEMORY) else None
accesslog = None  # the site logs its own requests, with their ids
errorlog = "-"


def on_starting(server):
    """Refuse to start where mail and pages would lead to different addresses.

    Asked once, before the first worker: workers that come later start all the same, so that a slip in the admin takes no
    running site down. While the database is away nobody knows, and the site starts.
    """
    settings = os.environ.get("DJANGO_SETTINGS_MODULE", "config.settings.production")
    check = [sys.executable, "manage.py", "check", "--deploy", "--tag", "address", "--fail-level", "ERROR"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings}
    done = subprocess.run(check, env=environment, capture_output=True, text=True)  # noqa: S603 – nothing in it is from outside
    if done.returncode:
        sys.exit(done.stderr.strip())
