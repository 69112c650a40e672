"""What a kind of published page declares: which facts it has, which rows, what is its own; and which page has the facts."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import models
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from core.registries import publications


def publication_of(page):
    """How a page is published. Raises KeyError for pages without facts."""
    return publications[page.specific_class]


class Publication:
    """How one kind of page is published. The attributes say what it has; the methods are for what only it does."""

    #: The model of its facts: see `Facts`.
    facts: Any = None
    #: Facts that are lists of terms, on the page and on its facts alike.
    terms: Sequence[str] = ()
    #: The related name of the facts' rows, each known for life by its `uid`, and which of their fields publishing writes.
    rows = ""
    copied: Sequence[str] = ()
    #: Those of them that make a calendar fetch an entry again when they differ (RFC 5545, 3.8.7.4).
    significant: Sequence[str] = ()
    #: Related names of rows that say themselves whether they are public.
    public_rows: Sequence[str] = ()

    def fact_names(self, page):
        """The columns that publishing copies from a page: those that a translator can't edit, as far as the facts have them."""
        written = [field.attname for fields in page.fact_fields for field in fields._meta.fields]
        columns = {field.attname for field in self.facts._meta.concrete_fields}
        return [name for name in (*written, *page.own_facts) if name in columns]

    def fill(self, facts, page):
        """Set the facts that are worked out instead of copied."""

    def written(self, page):
        """Unsaved rows of what an editor wrote: the same for publishing and for previews."""
        return []

    def note(self, page, *, user_id):
        """What its editor says about a change."""

    def snapshot(self, facts):
        """Whatever `write_notes` has to know of how it was."""

    def write_notes(self, facts, rows, *, before, page, now, note):
        """Tell readers what differs from what was published before."""

    def write_rows(self, facts, page, *, now, note, is_repair):
        """Make the rows those that are written on the page, and return them."""
        known = {row.uid: row for row in getattr(facts, self.rows).all()} if self.rows else {}
        written = self.written(page)
        settle_uids(written, translation_key=page.translation_key, known=known)
        rows = [self._row(new, known.pop(new.uid, None), facts, now) for new in written]
        for gone in known.values():
            gone.delete()
        return rows

    def _row(self, new, row, facts, now):
        if row is None:
            new.facts, new.modified = facts, now
            new.save()
            return new
        if _differ(row, new, self.copied):
            row.sequence += _differ(row, new, self.significant)
            for name in self.copied:
                setattr(row, name, getattr(new, name))
            row.modified = now
            row.save()
        return row

    def shown(self, facts):
        """Its facts have become public, or are not any more, or are those of another page."""

    def created(self, page):
        """A page was put into the tree, before anything of it is saved as a draft or published."""

    def drafted(self, page, revision, *, is_new):
        """A draft was saved."""

    def moved(self, page):
        """A page has another place in the tree."""

    def rebuilt(self, *, now):
        """Make anew what else is made from its pages, and return sentences about it."""
        return []


def _differ(row, new, names):
    return any(getattr(row, name) != getattr(new, name) for name in names)


def copied_uid(translation_key, uid):
    """The identifier of a copied page's row. The copy has its original's, which only one of them may have."""
    return uuid.uuid5(translation_key, str(uid))


def own_uid(uid, *, translation_key, known):
    """The identifier by which the row that is written with this one is `known`."""
    own = copied_uid(translation_key, uid)
    return own if own in known else uid


def settle_uids(rows, *, translation_key, known):
    """Give rows that came with a copied page identifiers of their own: always the same, whatever revision they come from."""
    if not rows:
        return
    others = type(rows[0])._default_manager.exclude(facts__translation_key=translation_key)
    taken = set(others.filter(uid__in=[one.uid for one in rows]).values_list("uid", flat=True))
    for one in rows:
        if one.uid in taken:
            one.uid = copied_uid(translation_key, one.uid)
        else:
            one.uid = own_uid(one.uid, translation_key=translation_key, known=known)


def source_page(model, *, related_name):
    """The page that facts are edited on. Empty only while it is being deleted: a page that stays inherits them."""
    return models.OneToOneField(model, null=True, on_delete=models.SET_NULL, related_name=related_name)


class Facts(models.Model):
    """What is true of one thing in every language, written by publishing its source page.

    It is public while its page is, in any language: the source page alone may be a draft again. A translated page's own copy
    of a fact is never read.
    """

    translation_key = models.UUIDField(unique=True, editable=False)
    is_public = models.BooleanField(default=False)

    class Meta:
        abstract = True


def original_of(page):
    """The page itself, or the one an alias follows."""
    seen = set()
    while page.alias_of_id is not None and page.pk not in seen:
        seen.add(page.pk)
        page = page.alias_of.specific
    return page


def facts_of(page):
    """What is published of a page, in whichever language it was written, or None."""
    facts = publication_of(page).facts.objects
    return facts.filter(translation_key=original_of(page).translation_key).select_related("page").first()


def public_facts_of(page):
    """The same, while it is public in any language; else None."""
    facts = facts_of(page)
    return facts if facts and facts.is_public else None


def source_of(page):
    """The page its facts are edited on, or None where nothing is published yet."""
    facts = facts_of(page)
    return facts and facts.page


def is_source(page):
    """Whether facts are edited on this page, rather than on the page it is translated from.

    wagtail-localize knows which page was translated. Where it doesn't, or that page is gone, it is the page whose facts are
    published: the one that was published first, or the translation that inherited them.
    """
    if page.alias_of_id is not None:
        return False
    locale_id = _localized_from(page.translation_key)
    if locale_id is not None:
        return locale_id == page.locale_id
    facts = publication_of(page).facts.objects.filter(translation_key=page.translation_key)
    return facts.values_list("page_id", flat=True).first() in (None, page.pk)


def _localized_from(translation_key):
    locale_id = TranslationSource.objects.filter(object_id=translation_key).values_list("locale_id", flat=True).first()
    if locale_id is None:
        return None
    still_there = Page.objects.filter(translation_key=translation_key, locale_id=locale_id, alias_of=None).exists()
    return locale_id if still_there else None
