"""What the component `components/eligibility.html` shows: questions, what was answered, and the result."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from wagtail.models import Locale, Page

from core.restrictions import may_read

from .criteria import (
    Answers,
    Criteria,
    Criterion,
    Group,
    Kind,
    Verdict,
    evaluate,
    met_sentences,
    unknown_sentences,
    whole_number,
    written,
)

#: Longer than any number or option's id.
LONGEST_VALUE = 64


def read_answers(criteria, posted):
    """What was sent that belongs to these criteria; everything else is passed over."""
    ticked, unsure, values = set(), set(), {}
    for one in criteria.everything():
        if isinstance(one, Group):
            if f"unsure-{one.id}" in posted:
                unsure.add(one.id)
        elif isinstance(one, Criterion) and one.kind == Kind.TICK:
            if f"answer-{one.id}" in posted:
                ticked.add(one.id)
        elif isinstance(one, Criterion):
            values[one.id] = written(posted.get(f"answer-{one.id}", "")[:LONGEST_VALUE])
    return Answers(ticked=frozenset(ticked), unsure=frozenset(unsure), values=values)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One criterion or group with what a visitor answered and what came of it."""

    one: Criterion | Group
    members: tuple["Line", ...] = ()
    is_ticked: bool = False
    is_unsure: bool = False
    value: str = ""
    is_wrong: bool = False
    state: str = "not-known"  # met, not-met, not-known
    sentence: str = ""

    @property
    def is_group(self):
        return isinstance(self.one, Group)


@dataclass(frozen=True)
class Check:
    """Criteria in the reader's words, ready to be asked; with answers, ready to be answered."""

    criteria: Criteria
    page_id: int
    language: str = ""
    answers: Answers | None = None

    def with_answers(self, posted):
        return replace(self, answers=read_answers(self.criteria, posted))

    def __bool__(self):
        return bool(self.criteria)

    @property
    def url(self):
        """Where it is worked out for those without scripts."""
        return reverse("eligibility", args=[self.page_id])

    @cached_property
    def result(self):
        return evaluate(self.criteria, self.answers or Answers())

    @property
    def is_answered(self):
        return self.answers is not None

    @property
    def verdict(self):
        return self.result.verdict if self.is_answered else Verdict.NOT_KNOWN

    @cached_property
    def groups(self):
        return tuple(self._line(group) for group in self.criteria.groups)

    @cached_property
    def with_evidence(self):
        """Lines of all criteria for which something will be asked."""
        return tuple(line for line in _lines(self.groups) if not line.is_group and line.one.evidence)

    @property
    def shows_evidence(self):
        return self.verdict != Verdict.NOT_ELIGIBLE and any(line.state == "met" for line in self.with_evidence)

    @property
    def script_data(self):
        """The same for the script: the tree without words, and the sentences each group may need."""
        return {"groups": [_bare(group) for group in self.criteria.groups]}

    def _line(self, one):
        one = replace(one, lang="" if one.lang == self.language else one.lang)
        answers = self.answers or Answers()
        state = self.result.states[one.id]
        common = {"one": one, "state": "met" if state else "not-known" if state is None else "not-met"}
        if isinstance(one, Group):
            members = tuple(self._line(each) for each in one.members)
            sentence = self.result.sentences[one.id]
            return Line(**common, members=members, is_unsure=one.id in answers.unsure, sentence=sentence)
        value = answers.values.get(one.id, "")
        is_wrong = one.kind == Kind.NUMBER and bool(value) and whole_number(value) is None
        return Line(**common, is_ticked=one.id in answers.ticked, value=value, is_wrong=is_wrong)


def check_of(page):
    """The check of a page that has `eligibility_criteria`, in the page's language."""
    return Check(criteria=page.eligibility_criteria, page_id=page.pk, language=page.locale.language_code)


def _lines(lines):
    for line in lines:
        yield line
        yield from _lines(line.members)


def _bare(one):
    if isinstance(one, Group):
        return {
            "id": one.id,
            "needed": one.needed,
            "members": [_bare(each) for each in one.members],
            "met": met_sentences(one),
            "unknown": unknown_sentences(one),
        }
    options = {option.id: option.counts for option in one.options}
    bare = {"id": one.id, "kind": one.kind, "minimum": one.minimum, "maximum": one.maximum, "options": options}
    return {name: value for name, value in bare.items() if value not in (None, {})}


# Without a token, since the form stands on pages that are cached and set no cookie; nothing is changed by it.
@csrf_exempt
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def check(request, page_id):
    """Work out for one visitor, without scripts, whether they are eligible. Their answers are kept nowhere."""
    page = get_object_or_404(Page.objects.live().filter(locale=Locale.get_active()), pk=page_id).specific
    if not getattr(page, "eligibility_criteria", None) or not may_read(request, page):
        raise Http404
    asked = check_of(page)
    if request.method == "POST":
        asked = asked.with_answers(request.POST)
    response = render(request, "core/eligibility.html", {"check": asked, "about": page})
    response["X-Robots-Tag"] = "noindex"
    return response
