import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction

from core.blocks import StoryBlock
from core.blocks.lists import page_cards
from tests.factories.core import DownloadFactory, PictureFactory
from tests.factories.home import StandardPageFactory

BLOCKS = StoryBlock().child_blocks


def errors(name, value):
    """Field → sentence, of what a block says about a value."""
    block = BLOCKS[name]
    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python(value))
    return {field: error.messages for field, error in caught.value.block_errors.items()}


VIDEO = {"title": "Open lab", "url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "access": "captions", "transcript": ""}


@pytest.mark.parametrize(
    ("url", "player"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0"),
        ("https://youtu.be/dQw4w9WgXcQ?t=3", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"),
    ],
)
def test_a_video_plays_from_a_host_that_sets_no_cookie(url, player):
    assert BLOCKS["video"].to_python(VIDEO | {"url": url}).player_url == player


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/film.mp4",
        "https://www.youtube.com/",
        "https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://evil.example/?https://vimeo.com/76979871",
        "http://vimeo.com/76979871",
    ],
)
def test_any_other_address_of_a_video_is_refused(url):
    assert errors("video", VIDEO | {"url": url}) == {
        "url": ["Give the address of one video on YouTube or Vimeo, as the browser shows it."]
    }


def test_a_promised_transcript_must_be_there():
    assert errors("video", VIDEO | {"access": "transcript"}) == {
        "transcript": ["Put the transcript here, or say that there are captions."]
    }


def test_nothing_of_a_video_is_asked_of_its_host_before_it_is_played():
    html = BLOCKS["video"].render(BLOCKS["video"].to_python(VIDEO))

    assert "<iframe" not in html
    assert 'data-player="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ' in html


CALL = {"title": "Come along", "button": "Book", "style": "strong"}


def test_a_call_to_action_must_lead_somewhere():
    assert errors("call_to_action", CALL) == {"page": ["Say where it leads: a page or an address."]}


def test_a_call_to_action_leads_to_one_place(home_page):
    assert errors("call_to_action", CALL | {"page": home_page.pk, "url": "https://example.org/"}) == {
        "url": ["Choose a page or give an address, not both."]
    }


@pytest.mark.parametrize("code", ["en", "cy"])
def test_a_call_to_action_leads_to_no_page_that_not_everybody_may_read(home_page, code):
    page = StandardPageFactory(parent=home_page)
    in_welsh = page.copy_for_translation(Locale.objects.get_or_create(language_code="cy")[0], copy_parents=True)
    in_welsh.save_revision().publish()
    value = BLOCKS["call_to_action"].to_python(CALL | {"page": page.pk})

    with translation.override(code):
        before = value.href
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
        after, html = value.href, BLOCKS["call_to_action"].render(value)

    shown = in_welsh if code == "cy" else page
    assert (before, after, shown.url in html) == (shown.url, "", False)


def test_a_call_to_action_leads_to_no_draft(home_page):
    page = StandardPageFactory(parent=home_page, publish=False)

    assert BLOCKS["call_to_action"].to_python(CALL | {"page": page.pk}).href == ""


def test_decoration_has_no_alternative_text(db):
    picture = PictureFactory()

    assert errors("picture", {"image": picture.pk, "alternative": "A bee", "is_decorative": True}) == {
        "alternative": ["Decoration has no alternative text. Keep one of the two."]
    }


@pytest.mark.parametrize(
    ("value", "alt"),
    [
        ({}, "People at a stall"),
        ({"alternative": "A queue at the bee stall"}, "A queue at the bee stall"),
        ({"is_decorative": True}, ""),
    ],
)
def test_a_picture_says_what_was_decided_for_this_place(db, value, alt):
    picture = PictureFactory(description="People at a stall")

    assert BLOCKS["picture"].to_python({"image": picture.pk} | value).alt == alt


def test_a_document_says_its_type_and_size(db):
    document = DownloadFactory(title="Strategy")

    html = BLOCKS["document"].render(BLOCKS["document"].to_python({"document": document.pk}))

    assert f"(PDF, {document.get_file_size()}\xa0bytes)" in html


def test_a_table_has_a_caption_and_headings_with_a_scope():
    html = BLOCKS["table"].render(BLOCKS["table"].get_preview_value())

    assert "<caption>What it costs</caption>" in html
    assert '<th scope="col">Price</th>' in html
    assert '<th scope="row">Under 16</th><td>Free</td>' in html


def test_a_live_list_without_anything_to_show_says_what_the_editor_chose(db):
    value = {"title": "Next deadlines", "limit": 3, "empty": "All quiet."}

    html = BLOCKS["deadlines"].render(BLOCKS["deadlines"].to_python(value))

    assert "All quiet." in html


def test_related_pages_leave_out_what_is_not_public_and_follow_the_readers_language(home_page):
    public, draft = StandardPageFactory(parent=home_page), StandardPageFactory(parent=home_page, publish=False)
    with translation.override("cy"):
        titles = [(card.title, card.lang) for card in page_cards([draft, public])]

    assert titles == [(public.title, "en")]


def test_ten_related_pages_cost_no_more_queries_than_one(home_page):
    pages = [StandardPageFactory(parent=home_page, image=PictureFactory()) for _number in range(10)]
    page_cards(pages[:1])

    counts = []
    for shown in (pages[:1], pages):
        with CaptureQueriesContext(connection) as queries:
            page_cards(shown)
        counts.append(len(queries))

    assert counts[0] == counts[1]
