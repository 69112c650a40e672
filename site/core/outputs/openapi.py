"""The description of every JSON list, for people who write programs. https://spec.openapis.org/oas/v3.1.0"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .data import listing_schema

#: Goes up when something a program may rely on is taken away or changes its meaning; additions don't count.
VERSION = "1.0.0"


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One question of a list's query string, or one part of its path."""

    name: str
    description: str
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})
    is_in_path: bool = False

    def described(self):
        where = {"in": "path", "required": True} if self.is_in_path else {"in": "query", "required": False}
        return {"name": self.name, "description": self.description, "schema": self.schema, **where}


PAGE = Parameter(name="page", description="Which part of a long list, from 1.", schema={"type": "integer", "minimum": 1})


#: Switches of a page that change how it looks and not what is in the list.
LOOKS = ("view", "sort")


def parameters_of(filters):
    """The questions of a list's query string, from its `core.facets.Filters`: the page and its files take the same."""
    described = []
    for facet in filters.facets:
        if facet.kind == "range":
            ends = zip(facet.names, facet.labels, strict=True)
            described += [Parameter(name=name, description=f"{facet.legend}: {label}") for name, label in ends]
        elif facet.offered:
            values = {"type": "array", "items": {"type": "string", "enum": list(facet.offered)}}
            words = f"{facet.legend}. May be there several times; any of them will do."
            described.append(Parameter(name=facet.name, description=words, schema=values))
        else:
            described.append(Parameter(name=facet.name, description=str(facet.legend)))
    for switch in filters.switches:
        if switch.name not in LOOKS:
            values = {"type": "string", "enum": [value for value, _words in switch.answers]}
            described.append(Parameter(name=switch.name, description=str(switch.legend), schema=values))
    return tuple(described)


@dataclass(frozen=True, kw_only=True)
class ApiList:
    """One address that gives a list as JSON. `kind` names its entries, the same for all lists that share `fields`."""

    path: str
    kind: str
    summary: str
    fields: tuple
    parameters: tuple[Parameter, ...] = ()

    def described(self):
        schema = {"$ref": f"#/components/schemas/{self.kind}"}
        return {
            "get": {
                "summary": self.summary,
                "parameters": [one.described() for one in self.parameters],
                "responses": {
                    "200": {"description": "The list.", "content": {"application/json": {"schema": schema}}},
                    "304": {"description": "It is still what the ETag in If-None-Match says."},
                    "404": {"description": "There is no such list, or it has no such part."},
                },
            }
        }


def openapi_document(lists, *, title, root_url):
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": VERSION,
            "description": (
                "Everything on the public lists, as JSON. No key is needed and any website may ask. A list takes the same "
                "questions as the page that shows it, and says with `next` where it goes on. Ask again with the ETag you "
                "were given: what has not changed is not sent twice."
            ),
        },
        "servers": [{"url": root_url}],
        "paths": {one.path: one.described() for one in lists},
        "components": {"schemas": {one.kind: listing_schema(one.fields) for one in lists}},
    }
