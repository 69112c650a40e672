"""Where screens about a programme are found: see `core.breadcrumbs`."""

from django.urls import reverse
from django.utils.translation import gettext as _


def to_programmes():
    return reverse("festival_programmes"), _("Festival programmes")


def to_programme(festival):
    return reverse("festival_programme", args=[festival.pk]), festival.page.title
