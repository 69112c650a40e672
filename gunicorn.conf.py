"""How gunicorn serves the site: `gunicorn` in this folder is enough. Addresses and numbers come from the environment."""

import os

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
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
accesslog = None  # the site logs its own requests, with their ids
errorlog = "-"
