"""The list of guards: each file a subject, each entry what a guard says and what a broken one would."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Guard:
    """A line that keeps something out, how it could be broken, and the tests that must notice."""

    name: str
    file: str
    was: str
    becomes: str
    tests: tuple[str, ...]

    def broken(self, text):
        """The file's text with this guard broken. Raises ValueError if the guard isn't there exactly once."""
        if (found := text.count(self.was)) != 1:
            raise ValueError(f"{self.name}: found {found} times in {self.file}")
        return text.replace(self.was, self.becomes)


def all_guards():
    """Every guard that is listed, in the order of the files."""
    return [
        Guard(**entry | {"tests": tuple(entry["tests"])})
        for path in sorted(FOLDER.glob("*.toml"))
        for entry in tomllib.loads(path.read_text())["guard"]
    ]
