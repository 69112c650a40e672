"""Decision records have one form and one index, and whoever refers to one finds it."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.REPOSITORY)
FOLDER = ROOT / "docs" / "decisions"
INDEX = FOLDER / "README.md"
RECORDS = sorted(path for path in FOLDER.glob("*.md") if path != INDEX)

HEADINGS = ["Context", "Decision", "Consequences"]
LINK = r"\[(?P<number>\d{4})\]\((?P<file>[^)]+)\)"
LINKS = r"\[\d{4}\]\([^)]+\)(?:(?:, | and )\[\d{4}\]\([^)]+\))*"
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d"
TITLE = re.compile(r"# (?P<number>\d{4})\. (?P<title>\S.*)")
STATUS = re.compile(rf"(?:accepted|superseded by {LINKS}), {MONTH}(?:; (?:amends|amended by|supersedes) {LINKS})*")
ROW = re.compile(rf"^\| {LINK} \| (?P<title>.+) \| (?P<status>.+) \|$", re.MULTILINE)
#: What one record says of another, and what that one has to answer.
ANSWERS = {"amends": "amended by", "amended by": "amends", "supersedes": "superseded by", "superseded by": "supersedes"}

#: Where references may stand: code, templates, docs and what builds them.
WRITTEN = ("*.py", "*.html", "*.txt", "*.js", "*.css", "*.md", "*.toml", "*.yml", "*.yaml", "Makefile", "Dockerfile", ".ci/*")
FILE_NAMED = re.compile(r"docs/decisions/(\w[\w.-]*\w)")
#: "decision 0081", "decisions 60 and 0103", also where a comment goes on in the next line.
NUMBERS_NAMED = re.compile(r"\b[Dd]ecisions?[\s#]+(\d{2,4}(?:(?:, | and )\d{2,4})*)\b")


def short(path):
    return path.relative_to(ROOT).as_posix()


def status_of(record):
    """The line after "Status:", or nothing."""
    found = re.search(r"^\*\*Status:\*\* (.+)$", record.read_text(), re.MULTILINE)
    return found[1] if found else ""


def status_in_the_index(status):
    """ "accepted, November 2026; amended by [0103](…)" → "accepted; amended by 0103"."""
    return re.sub(rf", {MONTH}", "", re.sub(LINK, r"\g<number>", status))


def faults_of_form(text, *, number):
    """What keeps a record from having the form of docs/decisions/README.md, in words."""
    first, *lines = text.splitlines()
    faults = []
    title = TITLE.fullmatch(first)
    if not title:
        faults.append(f'the first line is not "# {number}. Title": {first}')
    elif title["number"] != number:
        faults.append(f"the title says {title['number']}, the name of the file {number}")
    status = next((line for line in lines if line), "")
    if not (status.startswith("**Status:** ") and STATUS.fullmatch(status.removeprefix("**Status:** "))):
        faults.append(f'what follows the title is not "**Status:** accepted, November 2026; amends [NNNN](…)": {status}')
    before, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    headings = [part.splitlines()[0] for part in parts]
    if headings != HEADINGS:
        faults.append(f"the headings are {headings}, not {HEADINGS}")
    if len([line for line in before.splitlines() if line]) > 2:
        faults.append("something stands between the status and the first heading")
    return faults + [f"nothing stands below {part.strip()}" for part in parts if len(part.split("\n", 1)[-1].strip()) == 0]


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_a_record_has_the_form(record):
    assert re.fullmatch(r"\d{4}(-[a-z0-9]+)+\.md", record.name)
    assert faults_of_form(record.read_text(), number=record.name[:4]) == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("# 0007. Title\n\n**Status:** accepted, May 2026\n\n## Context\nA\n## Decision\nB\n## Consequences\nC\n", []),
        (
            "# 7. Title\n\n**Decided** May 2026.\n\n## Context\nA\n## Decision\n\n## Consequences\nC\n",
            [
                'the first line is not "# 0007. Title": # 7. Title',
                'what follows the title is not "**Status:** accepted, November 2026; amends [NNNN](…)": **Decided** May 2026.',
                "nothing stands below Decision",
            ],
        ),
        (
            "# 0008. Title\n\n**Status:** superseded by [0009](0009-b.md), May 2026\n\nAh.\n\n## Decision\nB\n## Context\nA\n",
            [
                "the title says 0008, the name of the file 0007",
                "the headings are ['Decision', 'Context'], not ['Context', 'Decision', 'Consequences']",
                "something stands between the status and the first heading",
            ],
        ),
    ],
    ids=["right", "an older form", "out of order"],
)
def test_what_is_wrong_with_a_record_is_said(text, faults):
    assert faults_of_form(text, number="0007") == faults


def test_a_number_is_never_used_twice():
    """Branches may take the same one at the same time: the one merged later moves up."""
    times = Counter(record.name[:4] for record in RECORDS)

    assert [f"used twice: {short(record)}" for record in RECORDS if times[record.name[:4]] > 1] == []


def test_every_record_is_in_the_index_once_with_its_title_and_status():
    rows = [row.groupdict() for row in ROW.finditer(INDEX.read_text())]
    times = Counter(row["file"] for row in rows)
    faults = [f"not in the index: {short(record)}" for record in RECORDS if not times[record.name]]
    faults += [f"{times[name]} times in the index: {name}" for name in times if times[name] > 1]
    for row in rows:
        record = FOLDER / row["file"]
        if record not in RECORDS:
            faults.append(f"in the index, but not there: {row['file']}")
            continue
        says = {
            "file": record.name,
            "number": record.name[:4],
            "title": record.read_text().splitlines()[0].partition(". ")[2],
            "status": status_in_the_index(status_of(record)),
        }
        faults += [f"the index says {row[key]!r}, {short(record)} {says[key]!r}" for key in says if row[key] != says[key]]

    assert faults == []


def test_records_that_change_each_other_both_say_so():
    said = {
        (record.name, words, other["file"])
        for record in RECORDS
        for words, others in re.findall(rf"({'|'.join(ANSWERS)}) ({LINKS})", status_of(record))
        for other in re.finditer(LINK, others)
    }
    answered = {(other, ANSWERS[words], name) for name, words, other in said}

    assert said
    assert [f'{name} does not say "{words} {other[:4]}"' for name, words, other in sorted(answered - said)] == []


def test_links_between_records_lead_where_they_say():
    linked = [
        (path, link["number"], link["file"]) for path in [*RECORDS, INDEX] for link in re.finditer(LINK, path.read_text())
    ]
    wrong = [
        f"{short(path)}: [{number}]({name})"
        for path, number, name in linked
        if number != name[:4] or FOLDER / name not in RECORDS
    ]

    assert len(linked) > len(RECORDS)
    assert wrong == []


def test_whoever_names_a_record_names_one_that_is_there():
    names, numbers = {record.name for record in [*RECORDS, INDEX]}, {record.name[:4] for record in RECORDS}
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *WRITTEN],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    # This file shows how references are written.
    paths = [path for line in listed.stdout.splitlines() if (path := ROOT / line).is_file() and path != Path(__file__)]
    found, wrong = 0, []
    for path in paths:
        text = path.read_text()
        named = [(match[0], match[1] in names) for match in FILE_NAMED.finditer(text)]
        for match in NUMBERS_NAMED.finditer(text):
            named.append((match[0], {number.zfill(4) for number in re.findall(r"\d+", match[1])} <= numbers))
        found += len(named)
        wrong += [f"{short(path)}: no such record: {words}" for words, is_there in named if not is_there]

    assert found
    assert wrong == []
