from django.db import models

from core import versions
from core.site_context import current_site_context

#: Of so many items at once it is not kept which they were.
MANY = 100


class VersionedQuerySet(models.QuerySet):
    """Rows of facts that every process keeps something made from: writing many at once renews versions of what they are about.

    Rows that are saved one by one tell by signals, as everything does that other rooms read.
    """

    #: What content versions call everything that is made from these rows.
    version = ""

    def update(self, **values):
        """As always, and every process hears that the rows have changed."""
        self._renew(set(self.order_by().values_list("facts_id", flat=True)))
        return super().update(**values)

    def bulk_create(self, objs, *args, **options):
        """As always, and every process hears that the rows have changed."""
        rows = list(objs)
        self._renew({row.facts_id for row in rows})
        return super().bulk_create(rows, *args, **options)

    def _renew(self, items):
        if items := items - {None}:
            versions.renew(self.version, items if len(items) <= MANY else None)

    def without_restricted(self, page):
        """Rows whose page, found by the lookup `page`, nobody needs a password or login for."""
        return current_site_context().only_public(self, f"{page}__path")

    def of_site(self, site, page="facts__page"):
        """Rows whose page belongs to a site, by its key; all rows for None."""
        return current_site_context().only_of_site(self, site, f"{page}__path")
