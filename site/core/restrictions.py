"""Who may read a page. A restriction of a page in one language holds in all, as its facts do.

A page is restricted if it, a page above it, what it is an alias of, or any of these in another language carries a restriction
of Wagtail's. Nothing of this is stored: a translation made, moved, copied or lifted later is right by itself.
docs/decisions/0145-a-restriction-holds-in-every-language.md
"""

from django.db.models import Q
from django.db.models.signals import post_delete, pre_delete
from wagtail.models import Page, PageViewRestriction


def carried():
    """The restrictions that count: an alias has those of its source, and copies on itself mean nothing, as in Wagtail."""
    return PageViewRestriction.objects.filter(page__alias_of=None)


def restricted_paths():
    """The tops of all parts of the tree that not everybody may read. One query where nothing is restricted."""
    return tuple(_reached(carried().values_list("page__path", flat=True)))


def reached_elsewhere(row):
    """Pages that one restriction holds for because of another language or an alias, each the top of its part of the tree."""
    paths = _reached([row.page.path])
    return list(Page.objects.filter(path__in=paths).exclude(pk=row.page_id).select_related("locale").order_by("path"))


def at_odds():
    """Restrictions of one page that ask for different things in its languages, as they could before one was for all."""
    groups = {}
    for row, asked in _with_what_they_ask(carried()):
        groups.setdefault(row.page.translation_key, []).append((row, asked))
    return [row for rows in groups.values() if len({asked for _row, asked in rows}) > 1 for row, _asked in rows]


def _reached(paths):
    paths = _tops(paths)
    while paths:
        within = _within(paths)
        known = Page.objects.filter(within)
        same = Q(translation_key__in=known.values("translation_key")) | Q(alias_of__in=known.values("pk"))
        more = list(Page.objects.exclude(within).filter(same).values_list("path", flat=True))
        if not more:
            break
        paths = _tops([*paths, *more])
    return paths


def restrictions_of(page):
    """Every restriction that a reader of the page has to pass, as Wagtail asks for them. The same in every language."""
    found, paths, keys = {}, {page.path}, {page.translation_key}
    while True:
        steps = {path[:end] for path in paths for end in range(page.steplen, len(path) + 1, page.steplen)}
        same = Q(path__in=steps) | Q(translation_key__in=keys) | Q(aliases__in=list(found))
        rows = Page.objects.filter(same).values_list("pk", "path", "translation_key").distinct()
        if len(rows) == len(found):
            break
        found = {pk: path for pk, path, _key in rows}
        paths, keys = set(found.values()), {key for _pk, _path, key in rows}
    rows = carried().filter(page__in=list(found))
    return PageViewRestriction.objects.filter(pk__in=_without_twins(rows))


def may_read(request, page):
    """Whether this reader has passed every restriction of a page."""
    return all(one.accept_request(request) for one in page.get_view_restrictions())


def restrictions_in_all_languages(page):
    """Those that the page or a translation of it carries itself, the first made first."""
    return carried().filter(page__translation_key=page.translation_key).order_by("pk")


def _without_twins(rows):
    """Keys of the restrictions. Those that ask the same of a page in several languages count once: a password is given once."""
    first = {}
    for row, asked in _with_what_they_ask(rows):
        first.setdefault((row.page.translation_key, asked), row.pk)
    return list(first.values())


def _with_what_they_ask(rows):
    for row in rows.select_related("page").prefetch_related("groups").order_by("pk"):
        yield row, (row.restriction_type, row.password, frozenset(group.pk for group in row.groups.all()))


def _tops(paths):
    """Without what is below another of them."""
    tops = []
    for path in sorted(paths):
        if not tops or not path.startswith(tops[-1]):
            tops.append(path)
    return tops


def _within(paths):
    found = Q()
    for path in paths:
        found |= Q(path__startswith=path)
    return found


def _remember_heirs(sender, instance, **kwargs):
    """Before a page goes: what restricts it, and the pages that are restricted because of it."""
    if not carried().exists():
        return
    rows = [(row, list(row.groups.all())) for row in restrictions_of(instance)]
    same = Q(translation_key=instance.translation_key) | Q(alias_of=instance.pk)
    if rows:
        instance.restrictions_left = rows, list(Page.objects.filter(same).exclude(pk=instance.pk).values_list("pk", flat=True))


def _leave_to_heirs(sender, instance, **kwargs):
    """Deleting the English page lifts nothing from the Welsh one: whoever stays keeps what restricted both."""
    rows, heirs = instance.__dict__.pop("restrictions_left", ((), ()))
    for heir in Page.objects.filter(pk__in=heirs).order_by("depth", "path"):
        if heir.path.startswith(restricted_paths() or (" ",)):
            continue
        for row, groups in rows:
            left = PageViewRestriction.objects.create(page=heir, restriction_type=row.restriction_type, password=row.password)
            left.groups.set(groups)


def connect():
    pre_delete.connect(_remember_heirs, sender=Page, dispatch_uid="core.restrictions.remember")
    post_delete.connect(_leave_to_heirs, sender=Page, dispatch_uid="core.restrictions.leave")
