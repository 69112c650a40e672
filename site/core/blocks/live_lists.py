"""Lists that keep themselves up to date: an editor chooses what they are about, not what is in them."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from core.registries import live_lists

MOST = 12


class LiveListBlock(blocks.StructBlock):
    """A list from the registry `live_lists`, narrowed by terms."""

    title = blocks.CharBlock(max_length=80, label=_("title"))
    themes = blocks.ListBlock(
        SnippetChooserBlock("core.Theme"), required=False, default=[], label=_("about any of these themes")
    )
    audiences = blocks.ListBlock(
        SnippetChooserBlock("core.Audience"), required=False, default=[], label=_("meant for any of these")
    )
    limit = blocks.IntegerBlock(min_value=1, max_value=MOST, default=3, label=_("at most"))
    page = blocks.PageChooserBlock(required=False, label=_("the rest is on"))
    empty = blocks.CharBlock(
        max_length=160, default=_("Nothing just now. Please look again soon."), label=_("words if there is nothing")
    )

    #: The name in `core.registries.live_lists`.
    source = ""

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        show = live_lists.get(self.source)
        filters = {name: [term.slug for term in value[name] if term] for name in self.filter_names if value.get(name)}
        context["cards"] = (
            show(
                request=(parent_context or {}).get("request"),
                filters=filters,
                limit=value.get("limit") or MOST,
                now=timezone.now(),
            )
            if show
            else []
        )
        return context

    #: What of the block narrows the list.
    filter_names: tuple[str, ...] = ("themes", "audiences")


class EventListBlock(LiveListBlock):
    """The next events."""

    formats = blocks.ListBlock(
        SnippetChooserBlock("core.Format"), required=False, default=[], label=_("of any of these formats")
    )

    source = "events"
    filter_names = ("themes", "formats", "audiences")

    class Meta:
        icon = "calendar-alt"
        label = _("Event list")
        description = _("The next events, by theme, format and audience. Keeps itself up to date.")
        template = "blocks/live_list.html"
        form_layout = ["title", "themes", "formats", "audiences", "limit", "page", "empty"]
        preview_value = {"title": "Next events", "limit": 3, "empty": "Nothing just now. Please look again soon."}


class DeadlineListBlock(LiveListBlock):
    """The next deadlines."""

    source = "deadlines"

    class Meta:
        icon = "time"
        label = _("Deadline list")
        description = _("What closes next, by theme and audience. Keeps itself up to date.")
        template = "blocks/live_list.html"
        preview_value = {"title": "Closing next", "limit": 3, "empty": "Nothing just now. Please look again soon."}


class SummerSchoolListBlock(LiveListBlock):
    """The next summer schools."""

    source = "schools"

    class Meta:
        icon = "group"
        label = _("Summer school list")
        description = _("Summer schools that are not over, those people can apply for first. Keeps itself up to date.")
        template = "blocks/live_list.html"
        preview_value = {"title": "Summer schools", "limit": 3, "empty": "Nothing just now. Please look again soon."}
