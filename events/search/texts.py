"""What words are looked for in: one row for each published page of an event, in its language."""

from events.lines import worded
from events.models import EventPage, SearchText

from .words import joined, words_of

STREAMS = ("story", "how_to_take_part", "content_notes", "record")


def search_text_of(page, *, source):
    """The row of a page, not saved. People, programme and partners are those of the page its facts are edited on."""
    return SearchText(page=page, text=joined(words_of(" ".join(map(str, _parts(page, source))))))


def _parts(page, source):
    yield from (page.title, page.summary)
    for name in STREAMS:
        block = getattr(page, name)
        yield from block.stream_block.get_searchable_content(block)
    people, programme = ((), ()) if source is page else (page.people.all(), page.programme.all())
    for person in worded(source.people.all(), people, page=page, source=source):
        yield from (person.row.name, person.words.role, person.words.affiliation)
    for item in worded(source.programme.all(), programme, page=page, source=source):
        yield from (item.words.title, item.words.text)
    yield from (partner.name for partner in source.partners.all())


def keep_words(page):
    """Keep the words of a page that has been published, and of its translations if they show its people and programme."""
    others = EventPage.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    others = list(others.select_related("facts", "locale"))
    source = next((one for one in others if hasattr(one, "facts")), page)
    pages = [page, *(one for one in others if one.live and source is page)]
    rows = [search_text_of(one, source=source) for one in pages]
    SearchText.objects.bulk_create(rows, update_conflicts=True, unique_fields=["page"], update_fields=["text"])


def keep_all_words():
    """Keep the words of every published page anew."""
    for page in EventPage.objects.live().iterator():
        keep_words(page)
