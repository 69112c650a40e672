"""The description of every JSON list, for people who write programs. https://spec.openapis.org/oas/v3.1.0"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.site_context import current_site_context

from .fields import listing_schema

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


#: How a program writes the ends of a span, by the inputs that people have for them.
ENDS = {"date": {"type": "string", "format": "date"}, "number": {"type": "integer"}}


def parameters_of(filters):
    """The questions of a list's query string, from its `ListFilters`: the page and its files take the same."""
    described = [one for facet in filters.facets for one in _parameters_of_facet(facet)]
    for switch in filters.switches:
        if switch.name not in LOOKS:
            described.append(Parameter(name=switch.name, description=str(switch.legend), schema=_one_of(dict(switch.answers))))
    return tuple(described)


def _parameters_of_facet(facet):
    legend = str(facet.legend)
    if facet.kind == "range":
        ends = zip(facet.names, facet.labels, strict=True)
        return [Parameter(name=name, description=f"{legend}: {label}", schema=ENDS[facet.input_type]) for name, label in ends]
    if facet.pattern:
        schema = {"type": "string", "pattern": f"^({facet.pattern})$"}
    elif not facet.offered:
        schema = {"type": "string"}
    elif facet.kind == "one":
        schema = _one_of(facet.offered)
    else:
        schema = {"type": "array", "items": _one_of(facet.offered)}
        legend += ". May be there several times; " + ("all of them must fit." if facet.needs_all else "any of them will do.")
    return [Parameter(name=facet.name, description=legend, schema=schema)]


def _one_of(answers):
    return {"type": "string", "enum": list(answers)}


def public_pages_of(model, request):
    """(page, path, language) of each public page of a kind on this site."""
    context = current_site_context()
    pages = context.only_of_own_site(context.only_public(model.objects.live()), request)
    for page in pages.select_related("locale").order_by("path"):
        yield page, page.get_url_parts(request)[2], page.locale.language_code


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
