"""What is known of an entry, once: the names, meanings and types that JSON, CSV and the OpenAPI description share; and JSON."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
URL = {"type": "string", "format": "uri"}
MOMENT = {"type": "string", "format": "date-time"}
#: A moment with its offset, a day, or a month, as much as is known.
WHEN = {"type": "string", "pattern": r"^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}([+-]\d{2}:\d{2}|Z))?)?$"}


def optional(schema):
    return {**schema, "type": [schema["type"], "null"]}


@dataclass(frozen=True)
class Field:
    """One thing known of an entry. `schema` is its JSON Schema; an object becomes several columns of a spreadsheet.

    `in_cell` says how a spreadsheet shows a value that has too many parts for columns.
    """

    name: str
    description: str
    schema: Mapping[str, Any]
    read: Callable[[Any], Any]
    in_cell: Callable[[Any], Any] | None = None

    @property
    def columns(self):
        return [self.name] if self.in_cell else _columns(self.name, self.schema)

    def cells(self, entry):
        value = self.read(entry)
        return [self.in_cell(value)] if self.in_cell else _cells(value, self.schema)


def _columns(name, schema):
    parts = schema.get("properties")
    return [column for part, inner in parts.items() for column in _columns(f"{name}_{part}", inner)] if parts else [name]


def _cells(value, schema):
    parts = schema.get("properties")
    return [cell for part, inner in parts.items() for cell in _cells((value or {}).get(part), inner)] if parts else [value]


def extra_field(name, description, schema=TEXT, in_cell=None):
    """A field that only some lists have, read from the entry's `extra`."""
    return Field(name, description, schema, lambda entry: entry.extra.get(name), in_cell)


def optional_object(**properties):
    """JSON Schema of an object that may be null, with all of its properties."""
    return {"type": ["object", "null"], "properties": properties, "required": list(properties), "additionalProperties": False}


def _object(thing, schema):
    """What the schema says of a thing; None for none."""
    values = {name: getattr(thing, name) for name in schema["properties"]} if thing else None
    return values and {name: float(value) if isinstance(value, Decimal) else value for name, value in values.items()}


def _ages(entry):
    return None if entry.age_from is None else {"from": entry.age_from, "to": entry.age_to}


NUMBER = {"type": ["number", "null"]}
PLACE = optional_object(
    **dict.fromkeys(("name", "room", "address", "street", "locality", "postcode", "country"), TEXT),
    **dict.fromkeys(("latitude", "longitude"), NUMBER),
    url=TEXT,
)
PRICE = optional_object(words=TEXT, is_free={"type": "boolean"}, lowest=NUMBER, highest=NUMBER, currency=TEXT)
AGES = optional_object(**{"from": {"type": "integer"}, "to": {"type": ["integer", "null"]}})

FIELDS = (
    Field("uid", "Stays the same for ever, whatever else changes.", TEXT, lambda e: e.uid),
    Field("title", "Its title, in the language named by `language`.", TEXT, lambda e: e.title),
    Field("url", "The page about it.", URL, lambda e: e.url),
    Field("summary", "One or two sentences.", TEXT, lambda e: e.summary),
    Field("status", "`scheduled` unless a change was announced.", TEXT, lambda e: e.status),
    Field("status_words", "The status in words, empty if it is as first announced.", TEXT, lambda e: e.notice),
    Field("status_reason", "Why it changed, in one public sentence.", TEXT, lambda e: e.reason),
    Field(
        "starts",
        "Its beginning at the place, with offset; a day if it is all day; a month if no more is known.",
        optional(WHEN),
        lambda e: e.starts,
    ),
    Field(
        "ends",
        "Its end, like `starts`. Of something all day the last day, which belongs to it. Null if nobody knows.",
        optional(WHEN),
        lambda e: e.ends,
    ),
    Field("all_day", "Whether it has days but no hours.", {"type": "boolean"}, lambda e: e.is_all_day),
    Field("timezone", "IANA name of the time zone at the place.", TEXT, lambda e: e.timezone),
    Field("previous_starts", "When it was to start before it got a new date.", optional(WHEN), lambda e: e.previous_starts),
    Field("when", "Days and hours in words.", TEXT, lambda e: e.when),
    Field("attendance_mode", "`in-person`, `online` or `both`; empty if it has none.", TEXT, lambda e: e.attendance_mode),
    Field("place", "Where it is, unless it is only online.", PLACE, lambda e: _object(e.place, PLACE)),
    Field("online_url", "Where to take part online, if that is public.", TEXT, lambda e: e.online_url),
    Field("categories", "What it is and is about, in words.", TEXTS, lambda e: list(e.categories)),
    Field("price", "What it costs.", PRICE, lambda e: _object(e.price, PRICE)),
    Field("ages", "Whom it suits; `to` is null if there is no oldest age.", AGES, _ages),
    Field("organiser", "Who runs it.", TEXT, lambda e: e.organiser),
    Field("contact", "Whom to ask.", TEXT, lambda e: e.contact),
    Field("image", "Address of a picture, 1200 by 630.", TEXT, lambda e: e.image.url if e.image else ""),
    Field("image_alt", "What the picture shows.", TEXT, lambda e: e.image.alt if e.image else ""),
    Field("language", "BCP 47 tag of the title and summary.", TEXT, lambda e: e.language),
    Field("sequence", "Goes up with each change that calendars must hear of.", {"type": "integer"}, lambda e: e.sequence),
    Field("published", "When it was first published.", optional(MOMENT), lambda e: e.published),
    Field("modified", "When it last changed.", MOMENT, lambda e: e.modified),
)


def fields_with(extra=()):
    """Every field of a list: one of its own takes the place of the one with its name that every list has."""
    return tuple({field.name: field for field in (*FIELDS, *extra)}.values())


def entry_schema(extra=()):
    """JSON Schema of one entry of a list with these extra fields."""
    fields = fields_with(extra)
    return {
        "type": "object",
        "properties": {field.name: {**field.schema, "description": field.description} for field in fields},
        "required": [field.name for field in fields],
        "additionalProperties": False,
    }


class Encoder(DjangoJSONEncoder):
    """Moments with their offset and whole seconds."""

    def default(self, value):
        if hasattr(value, "hour"):
            return value.isoformat(timespec="seconds")
        return super().default(value)


def to_json(listing, request=None):
    fields = fields_with(listing.fields)
    document = {
        "title": listing.title,
        "description": listing.description,
        "url": listing.url,
        "language": listing.language,
        "publisher": listing.publisher,
        "next": listing.next_url or None,
        "entries": [{field.name: field.read(entry) for field in fields} for entry in listing.entries],
    }
    return json.dumps(document, cls=Encoder, ensure_ascii=False, indent=1).encode()


def listing_schema(extra=()):
    """JSON Schema (2020-12) of the document that `to_json` writes."""
    properties = {
        "title": {**TEXT, "description": "What the list is called."},
        "description": {**TEXT, "description": "What is in it."},
        "url": {**URL, "description": "The page that shows the same list."},
        "language": {**TEXT, "description": "BCP 47 tag of the language asked for; an entry may be in another."},
        "publisher": {**TEXT, "description": "Who publishes it."},
        "next": {"type": ["string", "null"], "description": "Address of the next part, null at the end."},
        "entries": {"type": "array", "items": entry_schema(extra)},
    }
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
