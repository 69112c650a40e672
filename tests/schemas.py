"""Enough of JSON Schema (2020-12) to hold our own documents to what they promise."""

import re

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": (int, float),
}
#: What our schemas use; anything else would be passed over without a word.
KNOWN = {"type", "properties", "required", "additionalProperties", "items", "pattern", "format", "description", "enum"}


def problems(value, schema, path="$"):
    """Where a value is not what the schema says, as a list of sentences."""
    unknown = set(schema) - KNOWN
    assert not unknown, f"{path}: this check knows nothing of {unknown}"
    wanted = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(_is(value, name) for name in wanted):
        return [f"{path} is {value!r}, not {' or '.join(wanted)}"]
    found = []
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        found.append(f"{path} is {value!r}, which {schema['pattern']} does not match")
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        found += [f"{path}.{name} is missing" for name in schema.get("required", ()) if name not in value]
        if schema.get("additionalProperties") is False:
            found += [f"{path}.{name} is not described" for name in value if name not in properties]
        for name, part in value.items():
            if name in properties:
                found += problems(part, properties[name], f"{path}.{name}")
    if isinstance(value, list):
        for position, part in enumerate(value):
            found += problems(part, schema["items"], f"{path}[{position}]")
    return found


def _is(value, name):
    # To Python a bool is an int; to JSON it is not.
    return isinstance(value, TYPES[name]) and not (name in ("integer", "number") and isinstance(value, bool))
