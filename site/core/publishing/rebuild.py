"""Facts made anew from the pages, for when somebody changed the database behind our back."""

from django.db import transaction
from django.db.models import F, Q
from wagtail.models import Page

from core.registries import publications

from .projection import project, show
from .publication import is_source

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
