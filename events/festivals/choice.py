"""Somebody's own choice from a programme, known only by the ids in an address. Nothing is stored."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.translation import gettext as _

from events.festivals.walking import minutes_between

#: More than anybody can go to in a week.
MOST = 100


@dataclass(frozen=True, kw_only=True)
class Warning:
    """Two choices that don't go together."""

    kind: str  # clash, walk
    text: str


@dataclass(kw_only=True)
class Choice:
    """The chosen runs in the order of time, and what does not work out between them."""

    entries: list
    unknown: int = 0
    warnings: dict = field(default_factory=dict)  # {code of the later one: [Warning]}

    @property
    def warned(self):
        """(entry, its warnings) in the order of time."""
        return [(entry, self.warnings.get(entry.code, ())) for entry in self.entries]

    @property
    def codes(self):
        return ",".join(entry.code for entry in self.entries)


def choice_of(query, programme):
    """What an address asks for: ids with commas between, or one by one. What the programme does not know is only counted."""
    asked = [code.strip().lower() for value in query.getlist("runs") for code in value.split(",")]
    codes = list(dict.fromkeys(code for code in asked if code))
    known = [programme.by_code[code] for code in codes if code in programme.by_code]
    entries = sorted(known[:MOST], key=lambda entry: (entry.starts_at, entry.code))
    return Choice(entries=entries, unknown=len(codes) - len(entries), warnings=warnings_about(entries))


def warnings_about(entries):
    """Each pair that overlaps or is too far apart. Nobody is late for what they can drop into, or for what is cancelled."""
    timed = [entry for entry in entries if not (entry.is_drop_in or entry.is_cancelled)]
    found = {}
    for number, later in enumerate(timed):
        for earlier in timed[:number]:
            if warning := _warning(earlier, later):
                found.setdefault(later.code, []).append(warning)
    return found


def _warning(earlier, later):
    if later.starts_at < earlier.ends_at:
        return Warning(kind="clash", text=_("At the same time as “%(title)s”.") % {"title": earlier.title})
    walk = minutes_between(earlier, later)
    left = (later.starts_at - earlier.ends_at) // timedelta(minutes=1)
    if left < walk:
        # As in the script, which can't inflect: see templates/events/festival_my_programme.html.
        text = _("“%(title)s” ends %(left)d min before, and the walk takes about %(walk)d min.")
        return Warning(kind="walk", text=text % {"title": earlier.title, "left": left, "walk": walk})
    return None
