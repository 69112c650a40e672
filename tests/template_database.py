"""A database that is migrated once and copied for each run, so that one file of tests answers at once.

The copy is kept beside what the site itself writes (`VAR_DIR`), under a name made from everything that decides how it looks:
the migrations of this house, the installed libraries, and the code that runs after migrating.
"""

import fcntl
import hashlib
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

#: What runs when a database is migrated, besides the migrations.
SOURCES = ("*/migrations/*.py", "site/*/migrations/*.py", "*/apps.py", "site/*/apps.py", "requirements.txt")


def fingerprint():
    """The same as long as migrating gives the same database."""
    root = Path(settings.REPOSITORY)
    digest = hashlib.sha256(connection.vendor.encode())
    for path in sorted(path for pattern in SOURCES for path in root.glob(pattern)):
        digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def lay(migrate):
    """Lay the test database from the template, or let `migrate` make both. One process at a time, so that only one migrates.

    `migrate(keepdb=…)` is Django's own set-up, which finds nothing left to do on a copy. Returns what it returns.
    """
    folder = Path(settings.VAR_DIR) / "tests"
    folder.mkdir(parents=True, exist_ok=True)
    template = TEMPLATES[connection.vendor](folder, fingerprint())
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        is_copy = template.copy()
        state = migrate(keepdb=is_copy)
        if not is_copy:
            template.keep()
    return state


class _SQLiteTemplate:
    def __init__(self, folder, name):
        self.kept = folder / f"{name}.sqlite3"
        self.used = Path(connection.creation._get_test_db_name())

    def copy(self):
        """Whether there was a template to copy."""
        for ending in ("", "-wal", "-shm"):
            self.used.with_name(self.used.name + ending).unlink(missing_ok=True)
        if not self.kept.exists():
            return False
        shutil.copyfile(self.kept, self.used)
        return True

    def keep(self):
        for old in self.kept.parent.glob("*.sqlite3"):
            old.unlink()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(self.kept)])


class _PostgreSQLTemplate:
    def __init__(self, folder, name):
        self.kept = f"template_engage_{name}"
        self.used = connection.creation._get_test_db_name()

    def copy(self):
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{self.used}"')
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.kept])
            if not cursor.fetchone():
                return False
            cursor.execute(f'CREATE DATABASE "{self.used}" TEMPLATE "{self.kept}"')
            return True

    def keep(self):
        # A database that somebody is connected to can't be copied.
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{self.kept}" TEMPLATE "{self.used}"')


TEMPLATES = {"sqlite": _SQLiteTemplate, "postgresql": _PostgreSQLTemplate}
