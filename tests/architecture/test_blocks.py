"""Every block an editor can choose says what it is, has a template of its own, and can be looked at before it is chosen."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from core.blocks import StoryBlock

BLOCKS = StoryBlock().child_blocks
#: Words that each preview must show.
SEEN = {
    "heading": "What you will do</h2>",
    "text": "two thousand years",
    "quote": "Amina, 14",
    "table": "<caption>What it costs</caption>",
    "picture": "The old observatory at dusk.",
    "gallery": '<li class="gallery__item">',
    "video": "Play: A day in the open lab",
    "call_to_action": "Book a visit",
    "accordion": "Do I need to book?",
    "key_facts": "4,200",
    "people": "Dr Non Prys",
    "document": "Strategy 2030",
    "related_pages": "Public engagement",
    "events": "Next events",
    "deadlines": "Closing next",
    "summer_schools": "Summer schools",
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_has_an_icon_a_description_and_a_template_of_its_own(name):
    block = BLOCKS[name]

    assert block.meta.icon != "placeholder"
    assert str(block.meta.description).endswith(".")
    assert (Path(settings.REPOSITORY) / "templates" / block.meta.template).is_file()


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_can_be_seen_before_it_is_chosen(name, client, editor, home_page):
    client.force_login(editor)
    block = BLOCKS[name]
    assert block.is_previewable

    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    assert response.status_code == 200
    assert SEEN[name] in response.content.decode()


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_is_the_same_after_it_is_stored(name, home_page):
    block = BLOCKS[name]
    stored = block.get_prep_value(block.to_python(block.get_prep_value(block.get_preview_value())))

    assert block.get_prep_value(block.to_python(stored)) == stored
