"""Reads the words: plain TOML files in `words/`, made to be read and corrected without knowing Python."""

import tomllib
from functools import cache
from pathlib import Path
from uuid import UUID, uuid5

WORDS = Path(__file__).parent / "words"
NAMESPACE = UUID("5b0c9f4e-7a55-4d2a-9d0c-1f6f5e3f8d21")


@cache
def read(name):
    """One file as it is written: `read("events/talks")`."""
    with (WORDS / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def all_events():
    """Every event of the demonstration, in the order of the files."""
    return [event for path in sorted((WORDS / "events").glob("*.toml")) for event in read(f"events/{path.stem}")["event"]]


def lasting_id(key):
    """The same identifier for the same key on every machine."""
    return uuid5(NAMESPACE, key)
