from django.db import models

from core import versions


class VersionedQuerySet(models.QuerySet):
    """Rows that every process keeps something made from: writing many at once raises the content version they are known by.

    Rows that are saved one by one tell by signals, as everything does that other rooms read.
    """

    #: What content versions call everything that is made from these rows.
    version = ""

    def update(self, **values):
        """As always, and every process hears that the rows have changed."""
        versions.renew(self.version)
        return super().update(**values)

    def bulk_create(self, *args, **options):
        """As always, and every process hears that the rows have changed."""
        versions.renew(self.version)
        return super().bulk_create(*args, **options)

    def without_restricted(self, page):
        """Rows whose page, found by the lookup `page`, nobody needs a password or login for."""
        queryset = self
        from core.frame import current_frame

        for path in current_frame().restricted:
            queryset = queryset.exclude(**{f"{page}__path__startswith": path})
        return queryset
