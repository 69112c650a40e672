"""From pages to facts and out of every list again, whoever changes the page tree: an editor, a schedule, a script.

`rebuild` makes facts anew, for when somebody changed the database behind our back.
"""

from django.db import transaction
from django.db.models import F, Q
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.registries import publications
from core.versions import PAGES, renew, renewed_once

from .publication import is_source, publication_of


@renewed_once()
def project(page, *, now, note=None, user_id=None, is_repair=False):
    """Make the facts and rows of a published page true, and return them; None for a translation, which changes no fact.

    `note` is what its editor says about the change, where the page itself does not. A repair of damaged rows is no news:
    readers are told nothing of it.
    """
    publication = publication_of(page)
    facts = _row_of(page)
    if not _has_the_facts(page, facts):
        if facts is not None:
            _show_as_it_is(facts, is_public=page.live or _is_live_elsewhere(page))
        return None
    is_new, before = facts is None, None
    if not (is_new or is_repair):
        before = publication.snapshot(facts)
    facts = facts_on(page, facts)
    facts.is_public = page.live or _is_live_elsewhere(page)
    facts.save()
    for name in publication.terms:
        _write_terms(getattr(facts, name), getattr(page, name), is_new=is_new)
    note = note or publication.note(page, user_id=user_id)
    rows = publication.write_rows(facts, page, now=now, note=note, is_repair=is_repair)
    if before is not None:
        publication.write_notes(facts, rows, before=before, page=page, now=now, note=note)
    # Last, so that nobody keeps what was true before it.
    renew(PAGES)
    return facts


def facts_on(page, facts=None):
    """The facts that are written on a page, unsaved: the same for publishing and for previews."""
    publication = publication_of(page)
    facts = facts or publication.facts(translation_key=page.translation_key)
    # A festival has a row before anything of it is published: its translations leave it to its source page.
    if facts.page_id in (None, page.pk) or is_source(page):
        facts.page = page
    for name in publication.fact_names(page):
        setattr(facts, name, getattr(page, name))
    publication.fill(facts, page)
    return facts


def _row_of(page):
    return publication_of(page).facts.objects.filter(translation_key=page.translation_key).first()


def _has_the_facts(page, facts):
    """The source page has them. Until it is published for the first time, a translation that is has them for it."""
    if page.alias_of_id is not None:
        return False
    if is_source(page):
        return True
    return facts is None or facts.page_id == page.pk or facts.page.first_published_at is None


def _write_terms(relation, written, *, is_new):
    keys = list(written.order_by().values_list("pk", flat=True))
    if not is_new:
        relation.set(keys)
    elif keys:
        relation.add(*keys)


def _is_live_elsewhere(page):
    """Whether a translation of the page is published, whatever becomes of the page itself."""
    others = Page.objects.filter(translation_key=page.translation_key, alias_of=None, live=True)
    return others.exclude(pk=page.pk).exists()


@renewed_once()
def withdraw(page):
    """Take an unpublished page's facts out of every list, unless it is still published in another language.

    They stay for its return, and with them what was announced.
    """
    if facts := _row_of(page):
        _show_as_it_is(facts, is_public=_is_live_elsewhere(page))


def _show_as_it_is(facts, *, is_public):
    if facts.is_public != is_public:
        show(facts, is_public=is_public)


def show(facts, *, is_public):
    """Bring facts into every list, or out of it."""
    publication = publication_of(facts.page)
    facts.is_public = is_public
    facts.save(update_fields=["is_public"])
    for name in publication.public_rows:
        getattr(facts, name).update(is_public=is_public)
    publication.shown(facts)
    renew(PAGES)


@renewed_once()
def pass_on(page):
    """After a source page is deleted: a page that stays in another language inherits the facts, else they go too.

    So what was announced, and the dates others refer to, outlive the English page as long as the Welsh one is there.
    """
    publication = publication_of(page)
    facts = publication.facts.objects.filter(translation_key=page.translation_key, page=None).first()
    if facts is None:
        return
    heirs = type(page)._default_manager.filter(translation_key=page.translation_key, alias_of=None)
    facts.page = heirs.order_by("-live", "path").first()
    if facts.page is None:
        facts.delete()
        return
    facts.save(update_fields=["page"])
    show(facts, is_public=facts.page.live)


def register(publication, *models):
    """Publish these kinds of pages as facts. Belongs into an `AppConfig.ready()`, before what reads the facts."""
    for model in models:
        publications.register(model, publication)
        for signal, receiver in (
            (post_save, on_save),
            (page_published, on_publish),
            (page_unpublished, on_unpublish),
            (post_delete, on_delete),
            (post_page_move, on_move),
        ):
            signal.connect(receiver, sender=model, dispatch_uid=f"core.publishing.{receiver.__name__}.{model.__name__}")
    # Wagtail has no signal of its own for a draft.
    post_save.connect(on_draft, sender=Revision, dispatch_uid="core.publishing.on_draft")


def on_save(sender, instance, created, raw=False, **kwargs):
    if created and not raw:
        publications[sender].created(instance)


def on_publish(sender, instance, revision=None, **kwargs):
    project(instance, now=timezone.now(), user_id=revision and revision.user_id)


def on_unpublish(sender, instance, **kwargs):
    withdraw(instance)


def on_delete(sender, instance, **kwargs):
    pass_on(instance)


def on_move(sender, instance, **kwargs):
    publications[sender].moved(instance)


def on_draft(sender, instance, created, raw=False, **kwargs):
    publication = None if raw else publications.get(instance.content_type.model_class())
    if publication and (page := instance.content_object):
        publication.drafted(page, instance, is_new=created)


#: What tells when a row was written, not what is true.
IGNORED = ("id", "modified", "sequence")


@transaction.atomic
def rebuild(*, now):
    """Project every published page again, and take what is not published out of every list.

    Returns the differences found as sentences, in a stable order: none means that everything was true. What is mended is no
    news: readers are told nothing of it.
    """
    kinds = {}
    for model, publication in publications.items():
        kinds.setdefault(publication, []).append(model)
    return [line for publication, models in kinds.items() for line in _rebuild(publication, models, now=now)]


def _rebuild(publication, models, *, now):
    before, facts = _state(publication), publication.facts.objects
    facts.filter(page=None).delete()
    facts.exclude(translation_key=F("page__translation_key")).delete()
    done = set()
    # Translations second: they have the facts only where no source page has.
    for wants_source in (True, False):
        for model in models:
            for page in model.objects.live().filter(alias_of=None).order_by("path").iterator(chunk_size=500):
                if page.translation_key not in done and is_source(page) == wants_source:
                    project(page, now=now, is_repair=True)
                    done.add(page.translation_key)
    shown = Q(is_public=True)
    for name in publication.public_rows:
        shown |= Q(**{f"{name}__is_public": True})
    live = Page.objects.filter(live=True, alias_of=None).values("translation_key")
    for hidden in facts.exclude(translation_key__in=live).filter(shown).distinct():
        show(hidden, is_public=False)
    return [*sorted(_differences(before, _state(publication))), *publication.rebuilt(now=now)]


def _state(publication):
    """{what it is: {field: value}} of all facts of a kind, of their terms, and of the rows that hang on them."""
    model = publication.facts
    facts = {row["translation_key"]: row for row in _values(model.objects.order_by("pk"))}
    for name in publication.terms:
        through, owner = getattr(model, name).through, model._meta.model_name
        term = getattr(model, name).field.m2m_reverse_field_name()
        for key, value in through.objects.order_by(term).values_list(f"{owner}__translation_key", term):
            facts[key].setdefault(name, []).append(value)
    state = {f"facts {key}": row for key, row in facts.items()}
    for name in dict.fromkeys(filter(None, (publication.rows, *publication.public_rows))):
        rows = model._meta.get_field(name).related_model.objects.exclude(facts=None)
        if name == publication.rows:
            state |= {str(row["uid"]): row for row in _values(rows.order_by("pk"))}
        else:
            for row in _values(rows.order_by("starts_at"), "facts__translation_key"):
                facts[row.pop("facts__translation_key")].setdefault(name, []).append(row)
    return state


def _values(rows, *more):
    names = [field.attname for field in rows.model._meta.concrete_fields if field.name not in IGNORED]
    return rows.values(*names, *more)


def _differences(before, after):
    for key in before.keys() - after.keys():
        yield f"{key}: was left over and is gone"
    for key in after.keys() - before.keys():
        yield f"{key}: was missing and is back"
    for key in before.keys() & after.keys():
        names = dict.fromkeys([*before[key], *after[key]])
        if changed := [name for name in names if before[key].get(name) != after[key].get(name)]:
            yield f"{key}: corrected {', '.join(changed)}"
