"""Lists as JSON. The shape is described by `listing_schema`, which the OpenAPI document publishes."""

import json

from django.core.serializers.json import DjangoJSONEncoder

from .fields import TEXT, URL, entry_schema, fields_with


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
