"""What `manage.py check --database default` and `migrate` say about the database and its content."""

from django.core import checks
from django.db import DatabaseError, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from core.restrictions import at_odds


@checks.register(checks.Tags.database)
def check_restrictions(app_configs, databases=None, **kwargs):
    """Restrictions from before one was for all languages, which ask readers for different things in each."""
    try:
        odd = at_odds() if databases else []
    except DatabaseError:  # not migrated yet
        return []
    if not odd:
        return []
    pages = ", ".join(row.page.url_path for row in odd)
    return [
        checks.Warning(
            f"Readers must pass more than one restriction of a page, one for each language: {pages}",
            hint="Set the privacy of one language again in the editor: it then holds for all.",
            id="core.W001",
        )
    ]


@checks.register(checks.Tags.database)
def check_migrations(app_configs, databases=None, **kwargs):
    """A database that is too old: Django takes the first migrations of such an app out of its plan, and says nothing."""
    missing = [label for alias in databases or [] for label in _missing(connections[alias])]
    if not missing:
        return []
    return [
        checks.Error(
            f"The database lacks migrations that are no longer there: {', '.join(missing)}",
            hint="Migrate it first with the code of its time: docs/deployment.md, Upgrading.",
            id="core.E001",
        )
    ]


def _missing(connection):
    applied = MigrationRecorder(connection).applied_migrations()
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    for migration in loader.disk_migrations.values():
        lacks = [key for key in migration.replaces if key not in applied]
        if lacks and len(lacks) < len(migration.replaces):
            yield from (".".join(key) for key in lacks)
