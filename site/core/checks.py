"""What `manage.py check --database default` and `migrate` say about the content."""

from django.core import checks
from django.db import DatabaseError

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
