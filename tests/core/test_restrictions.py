"""A restriction of a page in one language holds in all, whatever becomes of the pages."""

from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.management import call_command
from wagtail.models import Locale, Page, PageViewRestriction

from core.checks import check_restrictions
from core.restrictions import may_read
from core.site_context import current_site_context
from tests.factories.home import StandardPageFactory
from tests.factories.users import UserFactory

KINDS = ["login", "password", "groups"]


@pytest.fixture
def welsh(db):
    return Locale.objects.get_or_create(language_code="cy")[0]


@pytest.fixture
def arabic(db):
    return Locale.objects.get_or_create(language_code="ar")[0]


@pytest.fixture
def welsh_home(home_page, welsh):
    return publish(home_page.copy_for_translation(welsh))


@pytest.fixture
def section(home_page):
    return StandardPageFactory(parent=home_page, title="Section", slug="section")


@pytest.fixture
def page(section):
    return StandardPageFactory(parent=section, title="Page", slug="page")


def publish(page):
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def translate(page, locale):
    return publish(page.copy_for_translation(locale, copy_parents=True))


def restrict(page, kind="login", password="please"):
    row = PageViewRestriction.objects.create(page=page, restriction_type=kind, password=password if kind == "password" else "")
    if kind == "groups":
        row.groups.set(Group.objects.filter(name="Editors"))
    return row


def is_public(*pages):
    """Whether lists may name them and whether their own address is open, each asked as it is now."""
    pages = [Page.objects.get(pk=page.pk).specific for page in pages]
    listed = set(current_site_context().only_public(Page.objects.all()).values_list("pk", flat=True))
    answers = [
        {page.pk in listed, current_site_context().is_public(page), not page.get_view_restrictions().exists()} for page in pages
    ]
    assert [len(one) for one in answers] == [1] * len(pages), "lists and addresses disagree"
    return [one.pop() for one in answers]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("number", [0, 1])
def test_one_language_restricts_all_and_lifting_opens_all(home_page, welsh_home, page, welsh, kind, number):
    pages = [page, translate(page, welsh)]
    before = is_public(*pages)

    row = restrict(pages[number], kind)
    private = is_public(home_page, welsh_home, *pages)
    row.delete()

    assert (before, private, is_public(*pages)) == ([True, True], [True, True, False, False], [True, True])


def test_a_section_restricts_what_is_below_it_in_every_language_wherever_that_is(welsh_home, section, page, welsh):
    translated = translate(page, welsh)
    other = StandardPageFactory(parent=welsh_home, locale=welsh, title="Other")
    translated.move(other, pos="last-child")
    below = StandardPageFactory(parent=Page.objects.get(pk=translated.pk), locale=welsh, title="Below")

    restrict(section)

    assert is_public(section, page, translated, below, other) == [False, False, False, False, True]


def test_what_comes_later_is_restricted_as_well(welsh_home, section, page, welsh, arabic):
    restrict(page)

    later = translate(page, welsh)
    draft = page.copy_for_translation(arabic, copy_parents=True, alias=True)
    alias = page.create_alias(parent=welsh_home.get_site().root_page, update_slug="alias")

    assert is_public(later, draft, alias) == [False, False, False]


def test_what_is_moved_takes_the_restrictions_of_where_it_is(home_page, welsh_home, section, page, welsh):
    translated = translate(page, welsh)
    closed = StandardPageFactory(parent=home_page, title="Closed")
    restrict(closed)
    open_before = is_public(page, translated)

    page.move(closed, pos="last-child")
    moved = is_public(page, translated)
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=section.pk), pos="last-child")

    assert (open_before, moved, is_public(page, translated)) == ([True, True], [False, False], [True, True])


def test_a_copy_is_a_page_of_its_own(home_page, section, page):
    restrict(page)

    copy = page.copy(to=home_page, update_attrs={"slug": "copy"})
    copied = is_public(page, copy)
    page.view_restrictions.all().delete()

    assert (copied, is_public(page, copy)) == ([False, False], [True, False])


def test_an_alias_has_the_restrictions_of_its_source_and_none_of_its_own(home_page, page):
    """Wagtail copies a restriction to the alias; lifted from the source, the copy means nothing."""
    row = restrict(page)
    alias = page.create_alias(parent=home_page, update_slug="alias")
    before = is_public(page, alias)

    row.delete()

    assert alias.view_restrictions.exists()
    assert (before, is_public(page, alias)) == ([False, False], [True, True])


@pytest.mark.parametrize("what", ["page", "section"])
@pytest.mark.parametrize("kind", KINDS)
def test_deleting_the_page_that_carries_it_lifts_nothing_from_its_translations(welsh_home, section, page, welsh, what, kind):
    restricted = {"page": page, "section": section}[what]
    translated = translate(page, welsh)
    elsewhere = StandardPageFactory(parent=welsh_home, locale=welsh, title="Elsewhere")
    translated.move(elsewhere, pos="last-child")
    row = restrict(restricted, kind)
    asked = (row.restriction_type, row.password, [group.name for group in row.groups.all()])

    restricted.delete()

    assert is_public(translated, elsewhere) == [False, True]
    left = Page.objects.get(pk=translated.pk).specific.get_view_restrictions()
    assert [(one.restriction_type, one.password, [group.name for group in one.groups.all()]) for one in left] == [asked]


def test_deleting_what_is_public_restricts_nobody(welsh_home, section, page, welsh):
    translated = translate(page, welsh)
    restrict(StandardPageFactory(parent=section, title="Another"))

    page.delete()

    assert (is_public(translated), PageViewRestriction.objects.count()) == ([True], 1)


def test_deleting_all_languages_leaves_nothing_behind(welsh_home, section, page, welsh):
    translated = translate(page, welsh)
    restrict(section)

    Page.objects.filter(pk__in=[section.pk, translated.get_parent().pk]).delete()

    assert not PageViewRestriction.objects.exists()


def test_who_has_given_the_password_once_reads_every_language_and_finds_the_way_to_it(client, welsh_home, page, welsh):
    translated = translate(page, welsh)
    row = restrict(page, "password")
    ways = ('href="/section/page/"', 'href="/cy/section/page/"')

    def seen():
        texts = [client.get(one.url).content.decode() for one in (page, translated)]
        return [('type="password"' in text, [way in text for way in ways]) for text in texts]

    before = seen()
    answer = {"password": "please", "return_url": translated.url}
    client.post(f"/_util/authenticate_with_password/{row.pk}/{translated.pk}/", answer)

    assert [asked for asked, _ways in before] == [True, True]
    assert seen() == [(False, [True, True]), (False, [True, True])]
    assert ["no-store" in client.get(one.url)["Cache-Control"] for one in (page, translated)] == [True, True]


def test_two_restrictions_that_ask_the_same_in_two_languages_are_asked_once(welsh_home, page, welsh):
    translated = translate(page, welsh)
    first, _second = restrict(page, "password"), restrict(translated, "password")

    assert [list(one.get_view_restrictions()) for one in (page, translated)] == [[first], [first]]


@pytest.mark.parametrize("change", [{"password": "another"}, {"restriction_type": "login"}])
def test_two_that_ask_for_different_things_are_both_asked(welsh_home, page, welsh, change):
    translated = translate(page, welsh)
    rows = [restrict(page, "password"), restrict(translated, "password")]
    for name, value in change.items():
        setattr(rows[1], name, value)
    rows[1].save()

    assert [set(one.get_view_restrictions()) for one in (page, translated)] == [set(rows), set(rows)]


@pytest.mark.parametrize("member", [True, False])
def test_members_of_a_group_read_all_languages(client, welsh_home, page, welsh, member):
    translated = translate(page, welsh)
    restrict(page, "groups")
    user = UserFactory(username="reader")
    user.groups.set(Group.objects.filter(name="Editors") if member else [])
    client.force_login(user)

    assert [client.get(one.url).status_code for one in (page, translated)] == [200 if member else 302] * 2


def test_what_is_unpublished_in_one_language_stays_restricted_in_the_others(welsh_home, page, welsh):
    translated = translate(page, welsh)
    restrict(page)

    page.unpublish()

    assert is_public(translated) == [False]


def report():
    out = StringIO()
    call_command("check_restrictions", stdout=out)
    return out.getvalue()


def test_the_report_tells_which_pages_another_language_restricts(welsh_home, section, page, welsh):
    assert report() == "No page is restricted.\n"
    translate(page, welsh)
    restrict(section, "password")

    assert report() == (
        "/section/ (English): password. Holds in other languages as well:\n"
        "  /cy/section/ (Welsh)\n"
        "1 restriction, none at odds with another.\n"
    )


def test_the_report_and_the_check_tell_of_restrictions_that_are_at_odds(welsh_home, page, welsh):
    translated = translate(page, welsh)
    restrict(page, "password")
    twin = restrict(translated, "password")
    before = report().splitlines()[-1], check_restrictions(None, databases=["default"])
    twin.password = "another"
    twin.save()

    assert before == ("2 restrictions, none at odds with another.", [])
    assert report().splitlines()[-1] == (
        "2 restrictions. At odds with another language, so that readers must pass both: /section/page/ (English), "
        "/cy/section/page/ (Welsh). Set the privacy of one of them again: it then holds for all."
    )
    assert [one.id for one in check_restrictions(None, databases=["default"])] == ["core.W001"]
    assert check_restrictions(None, databases=None) == []


def test_nobody_is_let_in_by_accident(rf, page):
    request = rf.get("/")
    request.user, request.session = AnonymousUser(), {}

    before = may_read(request, page)
    restrict(page, "password")

    assert (before, may_read(request, page)) == (True, False)
