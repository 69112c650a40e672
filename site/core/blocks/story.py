from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .accordion import AccordionBlock
from .call_to_action import CallToActionBlock
from .document import DocumentBlock
from .gallery import GalleryBlock
from .heading import HeadingBlock
from .key_facts import KeyFactsBlock
from .live_lists import DeadlineListBlock, EventListBlock, SummerSchoolListBlock
from .people import PeopleBlock
from .picture import PictureBlock
from .quote import QuoteBlock
from .related_pages import RelatedPagesBlock
from .table import TableBlock
from .text import TextBlock
from .video import VideoBlock

WORDS, PICTURES, BOXES, LISTS = _("Words"), _("Pictures and films"), _("Boxes"), _("Lists")


class StoryBlock(blocks.StreamBlock):
    """Everything a story can be told with."""

    heading = HeadingBlock(group=WORDS)
    text = TextBlock(group=WORDS)
    quote = QuoteBlock(group=WORDS)
    table = TableBlock(group=WORDS)
    picture = PictureBlock(group=PICTURES)
    gallery = GalleryBlock(group=PICTURES)
    video = VideoBlock(group=PICTURES)
    call_to_action = CallToActionBlock(group=BOXES)
    accordion = AccordionBlock(group=BOXES)
    key_facts = KeyFactsBlock(group=BOXES)
    people = PeopleBlock(group=BOXES)
    document = DocumentBlock(group=BOXES)
    related_pages = RelatedPagesBlock(group=LISTS)
    events = EventListBlock(group=LISTS)
    deadlines = DeadlineListBlock(group=LISTS)
    summer_schools = SummerSchoolListBlock(group=LISTS)

    class Meta:
        template = "blocks/story.html"
