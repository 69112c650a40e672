from django.db import models

from core import versions
from core.site_context import current_site_context


class VersionedQuerySet(models.QuerySet):
    """Rows that every process keeps something made from: writing many at once raises the content version they are known by.

    Rows that are saved one by one tell by signals, as everything does that other rooms read.
    """

    #: What content versions call everything that is made from these rows.
    version = ""

    def update(self, **values):
        """As always, and every process hears that the rows have changed."""
        self.renew_version()
        return super().update(**values)

    def bulk_create(self, objs, *args, **options):
        """As always, and every process hears that the rows have changed."""
        rows = list(objs)
        self.renew_version(rows)
        return super().bulk_create(rows, *args, **options)

    def renew_version(self, rows=None):
        """Say that the rows in question change: those of this query, or those given."""
        versions.renew(self.version)

    def without_restricted(self, page):
        """Rows whose page, found by the lookup `page`, nobody needs a password or login for."""
        return current_site_context().only_public(self, f"{page}__path")
