"""What a story is told with: words, pictures, boxes and lists."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .boxes import AccordionBlock, CallToActionBlock, DocumentBlock, KeyFactsBlock, PeopleBlock
from .lists import DeadlineListBlock, EventListBlock, RelatedPagesBlock, SummerSchoolListBlock
from .pictures import GalleryBlock, PictureBlock, VideoBlock
from .words import HeadingBlock, QuoteBlock, TableBlock, TextBlock

WORDS, PICTURES, BOXES, LISTS = _("Words"), _("Pictures and films"), _("Boxes"), _("Lists")


class StoryBlock(blocks.StreamBlock):
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
