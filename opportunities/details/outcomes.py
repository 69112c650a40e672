"""What came of an opportunity: funded projects and winners, by year, the latest first."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from wagtail.models import Page

from core.money import money_words
from core.site_context import current_site_context


@dataclass(frozen=True, kw_only=True)
class OutcomeLine:
    """One project or winner: its words in the reader's language, its facts from the source."""

    title: str
    summary: str
    who: str
    money_words: str
    year: int
    page: Any
    url: str


@dataclass(frozen=True, kw_only=True)
class Year:
    year: int
    lines: list


def outcomes_of(page, source_id=None, *, currency):
    """Years with what came of them. `source_id` is the page whose facts count, if that is another one."""
    own = list(page.outcomes.all())
    facts = own
    if source_id not in (None, page.pk):
        facts = list(type(page).outcomes.rel.related_model.objects.filter(page_id=source_id))
    pages = pages_in_language([one.linked_page_id for one in facts], page.locale)
    words = {one.uid: one for one in own}
    lines = [_line(one, words.get(one.uid, one), pages.get(one.linked_page_id), currency) for one in facts]
    lines.sort(key=lambda line: -line.year)
    return [Year(year=year, lines=list(some)) for year, some in groupby(lines, key=lambda line: line.year)]


def _line(facts, words, page, currency):
    return OutcomeLine(
        title=words.title,
        summary=words.summary,
        who=", ".join(filter(None, (facts.lead, facts.organisation))),
        money_words="" if facts.amount is None else money_words(facts.amount, currency),
        year=facts.year,
        page=page,
        url=facts.url,
    )


def pages_in_language(ids, locale):
    """{id: page} of public pages, each in the language where it is translated. Two queries, however many there are."""
    wanted = {pk for pk in ids if pk}
    if not wanted:
        return {}
    sources = list(current_site_context().only_public(Page.objects.filter(pk__in=wanted).live()).select_related("locale"))
    keys = [one.translation_key for one in sources if one.locale_id != locale.pk]
    # Who may read a page in one language may read it in all.
    translated = Page.objects.filter(translation_key__in=keys, locale=locale).live().select_related("locale")
    by_key = {one.translation_key: one for one in translated} if keys else {}
    return {one.pk: by_key.get(one.translation_key, one) for one in sources}
