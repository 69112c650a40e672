"""The site's name, colours and contact, if nobody has set them yet."""

from datetime import timedelta

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Site

from core.models import SiteSettings, SiteWords, SocialLink
from home.demo.texts import read

PLAIN = ("brand_colour", "accent_colour", "contact_email", "contact_phone", "contact_address", "security_contact")


def load_settings(pages, *, now):
    """Say who runs the site. Settings that somebody saved before are left as they are."""
    memory, words = pages.memory, read("site")
    site = Site.objects.get(is_default_site=True)
    if not memory.fresh("settings"):
        return
    settings = SiteSettings.for_site(site)
    if not settings.words.exists():
        for name in PLAIN:
            setattr(settings, name, words[name])
        settings.announcement_starts_at = now
        settings.announcement_ends_at = now + timedelta(days=words["announcement_days"])
        settings.words = [
            SiteWords(
                locale=locale, announcement_page=pages.get(words["announcement_page"]), **words["words"][locale.language_code]
            )
            for locale in Locale.objects.all()
            if locale.language_code in words["words"]
        ]
        settings.social_links = [SocialLink(**link) for link in words["social_links"]]
        settings.save()
    memory.remember("settings", settings)


def load_events_team(pages):
    """A group of people who publish events and nothing else: an example of who may do what."""
    memory, parent = pages.memory, pages.get("whats-on")
    if not memory.fresh("group:events-team") or parent is None:
        return
    group, _created = Group.objects.get_or_create(name="Events team")
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page=parent, permission=permission)
    for codename in ("add_image", "choose_image"):
        permission = Permission.objects.filter(content_type__app_label="wagtailimages", codename=codename).first()
        if permission:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=Collection.get_first_root_node(), permission=permission
            )
    memory.remember("group:events-team", group)
