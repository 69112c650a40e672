from django.db import models
from wagtail.models import Page

from core.site_context import current_site_context


class SessionQuerySet(models.QuerySet):
    def whole(self):
        """With everything a programme shows of them, whatever their number in as many queries."""
        return self.select_related("kind", "track").prefetch_related(
            "runs__room__venue", "people", "words__locale", "access_features"
        )


class FestivalQuerySet(models.QuerySet):
    def public(self):
        """Festivals whose page is published and needs no password or login."""
        return current_site_context().only_public(self.filter(is_public=True), "page__path")

    def of(self, page):
        """The festival whose page, in any language, is the page's parent."""
        parents = Page.objects.filter(path=page.path[: -page.steplen])
        return self.filter(translation_key__in=parents.values("translation_key"))

    def editable_by(self, user):
        """Those whose sessions somebody may change, as far as the page tree is concerned."""
        if user.is_superuser:
            return self.all()
        known = self.select_related("page")
        return self.filter(pk__in=[one.pk for one in known if one.page.permissions_for_user(user).can_edit()])

    def not_over(self, *, now):
        """Festivals still to come or going on, soonest first."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")
