"""The way to a screen of the admin, shown above it as Wagtail shows its own."""

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _


def trail(*steps, here, about=""):
    """From the admin's first page by `steps` of (address, name) to the screen one is on, which may be `about` something."""
    first = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    last = {"url": "", "label": here} | ({"sublabel": about} if about else {})
    return [first, *({"url": address, "label": name} for address, name in steps), last]


def to_editor(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk]), page.get_admin_display_title()


def to_explorer(page):
    """The step of what a page is under: the list of its children."""
    parent = page.get_parent()
    return reverse("wagtailadmin_explore", args=[parent.pk]), parent.title


def screen(request, template, *steps, title, icon, status=200, **context):
    """A screen of the admin with the header that Wagtail gives its own, and the way to it."""
    header = {"page_title": title, "header_title": title, "header_icon": icon, "breadcrumbs_items": trail(*steps, here=title)}
    return TemplateResponse(request, template, header | context, status=status)
