"""Facts live once: a translator is asked for words, never for a time zone or an address to book at (DESIGN.md §2.1)."""

from wagtail_localize.fields import SynchronizedField


def facts_alone(page_class):
    """For wagtail-localize: the facts of a kind of page, copied along and not to be edited in a translation."""
    names = [field.name for model in page_class.fact_fields for field in model._meta.fields]
    facts = dict.fromkeys([*names, *page_class.own_facts])
    return [SynchronizedField(name, overridable=False) for name in facts if name not in page_class.words_among_facts]
