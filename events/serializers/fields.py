from core.outputs import extra_field
from core.outputs.fields import TEXTS

#: What a date of an event has besides what every entry has.
FIELDS = (
    extra_field("event_uid", "The same for all dates of one event, in every language."),
    extra_field("format", "What kind of event: talk, workshop, tour."),
    extra_field("themes", "What it is about.", TEXTS),
    extra_field("meant_for", "Whom it is made for.", TEXTS),
    extra_field("open_to", "Who may come.", TEXTS),
    extra_field("access", "Access features that are there.", TEXTS),
    extra_field("access_on_request", "Access features that are there if somebody asks.", TEXTS),
    extra_field("supervision", "Who must come with children."),
    extra_field("languages", "Codes of the languages spoken or signed.", TEXTS),
    extra_field("partners", "Who runs it together with the organiser.", TEXTS),
    extra_field("booking", "`none`, `drop-in`, `external` or `here`."),
    extra_field("booking_url", "Where to book, if not on this site."),
    extra_field("note", "What is special about this date."),
)
