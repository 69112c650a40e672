"""The public log of everything that is published: the same for every kind of thing."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, PageLogEntry, PageViewRestriction

from core import registries
from core.changelog.log import explain, log_of
from core.models import PublicChange
from tests.changelog.kinds import DAY, KINDS, NOW
from tests.factories.home import StandardPageFactory
from tests.factories.users import UserFactory

WHY, OTHER = "The hall is free only later.", "The speakers are on another train."
WELSH, ARABIC = "Mae'r neuadd ar gael yn hwyrach.", "القاعة متاحة لاحقًا فقط."
IN_THREE = {"en": WHY, "cy": WELSH, "ar": ARABIC}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture(params=sorted(KINDS))
def thing(request):
    return request.param


@pytest.fixture
def kind(thing):
    return KINDS[thing]


@pytest.fixture
def page(kind, home_page):
    return kind.make(home_page)


def in_language(page, code):
    translated = page.copy_for_translation(Locale.objects.get(language_code=code), copy_parents=True)
    translated.save_revision().publish()
    return translated


def read(client, page, path=""):
    text = client.get(page.get_url() + path).content.decode().replace("&#x27;", "'")
    return " ".join(text.split())


def top(client, page):
    """What stands on a page above its log."""
    text = read(client, page).partition("<main")[2]
    for log in ('<ol class="change-log"', '<section class="what-changed"'):
        text = text.partition(log)[0]
    return text


def somebody_in(*groups):
    user = UserFactory()
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def explain_url(page):
    return reverse("core_explain_changes", args=[page.pk])


def test_every_kind_that_has_a_log_is_in_this_suite():
    assert set(KINDS) == set(registries.change_logs)


def test_what_is_announced_is_one_line_with_its_reason_and_who_said_it(client, thing, kind, page, editor):
    kind.announce(page, 0, reason=WHY, user=editor)

    names = ("thing", "key", "reasons", "language", "lacks_reason", "announced_at", "announced_by")
    assert list(PublicChange.objects.values_list(*names)) == [
        (thing, page.translation_key, {"en": WHY}, "en", False, NOW, editor.pk)
    ]
    log = read(client, page, kind.log_at)
    assert [words for words in (kind.log[0], WHY) if words not in log] == []


def test_the_reason_is_read_in_the_readers_language_or_marked_with_its_own(client, kind, page):
    pages = {"en": page, "cy": in_language(page, "cy"), "ar": in_language(page, "ar")}

    kind.announce(page, 0, reason=WHY, translations={"cy": WELSH})

    for path in {"", kind.log_at}:
        texts = {code: read(client, one, path) for code, one in pages.items()}
        assert {code: (WHY in text, WELSH in text) for code, text in texts.items()} == {
            "en": (True, False), "cy": (False, True), "ar": (True, False),
        }, path  # fmt: skip
        assert f'lang="en" dir="ltr">{WHY}' in texts["ar"], path


def test_what_was_published_past_the_form_is_in_the_log_and_waits_for_its_reason(client, kind, page, editor):
    kind.publish(page, 0)
    client.force_login(editor)

    report = client.get(reverse("unexplained_changes")).context["object_list"]

    assert PublicChange.objects.values_list("reasons", "lacks_reason").get() == ({}, True)
    assert kind.log[0] in read(client, page, kind.log_at)
    assert [(line.pk, line.title) for line in report] == [(page.pk, page.title)]
    assert report[0].words


def test_the_reason_is_given_afterwards_in_every_language(client, kind, page, editor):
    translations = {code: in_language(page, code) for code in ("cy", "ar")}
    kind.publish(page, 0)
    client.force_login(editor)

    response = client.post(explain_url(page), {"reason": WHY, "reason_cy": WELSH, "reason_ar": ARABIC})

    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    # Lists and calendars give the reasons of some kinds only; the log gives those of all.
    assert [str(message).strip() for message in get_messages(response.wsgi_request)] == [
        "Said: the public log gives this reason now."
    ]
    assert PublicChange.objects.values_list("reasons", "lacks_reason").get() == (IN_THREE, False)
    assert WHY in read(client, page, kind.log_at)
    assert WELSH in read(client, translations["cy"], kind.log_at)
    assert ARABIC in read(client, translations["ar"], kind.log_at)
    assert list(client.get(reverse("unexplained_changes")).context["object_list"]) == []
    assert PageLogEntry.objects.filter(page=page.pk, action="core.explain_change", user=editor).count() == 1


def test_the_report_asks_the_same_however_many_pages_there_are(client, kind, page, editor, home_page):
    kind.publish(page, 0)
    client.force_login(editor)

    def asked():
        client.get(reverse("unexplained_changes"))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("unexplained_changes"))
        return [query["sql"] for query in captured if "translation_key" in query["sql"]]

    few = asked()
    for _each in range(3):
        StandardPageFactory(parent=home_page)

    assert few
    assert asked() == few


def test_a_reason_that_was_given_is_never_changed(kind, page):
    kind.announce(page, 0, reason=WHY)

    with pytest.raises(ValidationError, match="has its reason by now"):
        explain(page=page, reason=OTHER, now=NOW)

    assert PublicChange.objects.get().reasons == {"en": WHY}


def test_what_was_announced_stays_as_it_was(kind, page):
    kind.announce(page, 0, reason=WHY)
    line = PublicChange.objects.get()

    line.reasons = {"en": OTHER}
    with pytest.raises(TypeError):
        line.save()
    with pytest.raises(TypeError):
        PublicChange.objects.update(reasons={"en": OTHER})

    assert PublicChange.objects.get().reasons == {"en": WHY}


@pytest.mark.parametrize("reason", ["", "?", "It rains. It pours.", "x" * 201])
def test_what_is_no_sentence_is_refused(client, kind, page, editor, reason):
    kind.publish(page, 0)
    client.force_login(editor)

    response = client.post(explain_url(page), {"reason": reason})

    assert list(response.context["form"].errors) == ["reason"]
    assert PublicChange.objects.get().reasons == {}


def test_the_top_names_everything_announced_that_still_concerns_dates_to_come(client, clock, kind, page):
    """A later announcement does not hide an earlier one."""
    kind.announce(page, 0, reason=WHY)
    clock.shift(timedelta(hours=30))
    kind.announce(page, 1, reason=OTHER)

    text = top(client, page)
    assert [words for words in (*kind.top, WHY, OTHER) if words not in text] == []


def test_once_its_dates_are_over_nothing_is_at_the_top(client, clock, kind, page):
    for number, reason in enumerate((WHY, OTHER)):
        kind.announce(page, number, reason=reason)

    clock.shift(500 * DAY)

    text = top(client, page)
    assert [words for words in kind.top if words in text] == []


@pytest.mark.parametrize(
    ("groups", "may"), [((), False), (("Editors",), False), (("Moderators",), True), (("Editors", "Moderators"), True)]
)
def test_who_may_publish_may_say_why(client, kind, page, groups, may):
    kind.publish(page, 0)
    user = somebody_in(*groups)
    client.force_login(user)

    answers = client.get(explain_url(page)).status_code, client.post(explain_url(page), {"reason": WHY}).status_code

    assert answers == ((200, 302) if may else (302, 302))
    assert PublicChange.objects.get().reasons == ({"en": WHY} if may else {})


@pytest.mark.parametrize("groups", [("Editors",), ("Moderators",)])
def test_announcing_is_for_those_who_may_publish(kind, page, groups):
    _name, log = log_of(page)

    # An event's announcement needs the right to edit its page, too.
    both = somebody_in(*groups, "Editors")

    assert log.may_announce(both, page) == ("Moderators" in groups)


def test_a_page_that_not_everybody_may_read_tells_strangers_nothing(client, kind, page, editor):
    kind.announce(page, 0, reason=WHY)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    stranger = [client.get(page.get_url() + path, follow=True).content.decode() for path in {"", kind.log_at}]
    client.force_login(editor)

    assert [text for text in stranger if WHY in text] == []
    assert WHY in read(client, page, kind.log_at)


def test_the_log_goes_with_what_it_is_about(kind, page):
    kind.announce(page, 0, reason=WHY)

    type(page).objects.get(pk=page.pk).delete()

    assert not PublicChange.objects.exists()


def test_the_log_costs_one_query_however_long_it_is(client, kind, page):
    def queries():
        for _each in range(2):  # what is asked once after each change
            client.get(page.get_url() + kind.log_at)
        with CaptureQueriesContext(connection) as captured:
            client.get(page.get_url() + kind.log_at)
        return len(captured)

    kind.announce(page, 0, reason=WHY)
    one = queries()
    kind.announce(page, 1, reason=OTHER)
    line = PublicChange.objects.order_by("pk").first()
    for number in range(5):
        line.pk, line._state.adding, line.announced_at = None, True, NOW - number * DAY
        line.save()

    assert queries() == one
