"""From pages to facts and out of every list again, whoever changes the page tree: an editor, a schedule, a script."""

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
