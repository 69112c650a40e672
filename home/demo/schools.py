"""The summer school: next summer's runs, last summer's record, and who is eligible."""

from datetime import date, time, timedelta

from django.utils import timezone

from events.schools.models import Intake, SummerSchoolPage
from home.demo.schedules import day_of
from home.demo.stories import story
from home.demo.texts import lasting_id, read

STORIES = ("a_day", "teachers", "money", "how_to_apply", "site_and_access", "record")
PLAIN = (
    "stay", "age_from", "age_to", "years", "places", "cost", "bursary", "money_words", "apply_url", "applications", "took_part",
)  # fmt: skip
#: Far enough away for people to apply and be chosen before it starts.
WEEKS_AHEAD = 14


def load_schools(pages, terms, *, now):
    """Publish every summer school that was never loaded."""
    today = timezone.localdate(now)
    rows = [row for row in read("schools")["school"] if pages.memory.fresh(f"page:{row['key']}") and pages.get(row["parent"])]
    for row in rows:
        pages.place(
            row["key"], SummerSchoolPage(title=row["title"], slug=row["key"], show_in_menus=True), pages.get(row["parent"])
        )
    for row in rows:
        page = pages.fill(pages.get(row["key"]), row)
        page.contact_name, page.contact_email = row["contact_name"], row["contact_email"]
        page.themes = terms.all("theme", row["themes"])
        page.meant_for = terms.all("audience", row["meant_for"])
        fill_words(page, row, find=pages.find)
        page.eligibility = [_group(row["key"], group) for group in row["eligibility"]]
        _publish(pages, page, row, terms, today)


def _publish(pages, page, row, terms, today):
    """First as it was, where something of it has changed since, then as it is: what changed is in the public log."""
    first = [written | written.get("was", {}) for written in row["runs"]]
    page.runs = [_run(row["key"], order, written, terms, today) for order, written in enumerate(first)]
    pages.publish(page)
    if first != row["runs"] or any("cancelled" in written for written in row["runs"]):
        page = type(page).objects.get(pk=page.pk)
        page.runs = [_run(row["key"], order, written, terms, today) for order, written in enumerate(row["runs"])]
        for run, written in zip(page.runs.all(), row["runs"], strict=True):
            run.is_cancelled = "cancelled" in written
            run.change_reason = written.get("cancelled") or written.get("reason", "")
        pages.publish(page)


def fill_words(page, row, *, find):
    """Put the sections on a page, in whichever language they are."""
    for name in STORIES:
        setattr(page, name, story(row.get(name, ""), find=find))
    questions = [block for block in story(row.get("questions", ""), find=find) if block["type"] == "accordion"]
    items = [item["value"] for block in questions for item in block["value"]["items"]]
    page.questions = [{"type": "question", "value": item, "id": str(lasting_id(repr(item)))} for item in items]


def translate_school(page, row, *, find):
    """Put the words of another language on a translation. Criteria, their options and runs come in the source's order."""
    fill_words(page, row, find=find)
    words = iter(row.get("criteria", ()))
    page.eligibility = [_in_words(block, words) for block in page.eligibility.get_prep_value()]
    runs = list(page.runs.all())
    for run, name in zip(runs, row.get("runs", ()), strict=False):
        run.name, run.timetable, run.years, run.money_words = name.format(year=run.start_date.year), [], "", ""
    page.runs = runs


def _in_words(block, words):
    """A block of criteria with the next words put in: title or statement, then answers, then what is in it."""
    value = block["value"]
    name = "title" if "members" in value else "statement"
    value = {**value, name: next(words, value[name])}
    if "members" in value:
        value["members"] = [_in_words(each, words) for each in value["members"]]
    else:
        value |= {"hint": "", "evidence": next(words, "") if value["evidence"] else ""}
    if "options" in value:
        value["options"] = [
            {**each, "value": {**each["value"], "label": next(words, each["value"]["label"])}} for each in value["options"]
        ]
    return {**block, "value": value}


def _group(key, group):
    members = [_question(key, written) for written in group["questions"]]
    if "any" in group:
        inner = group["any"]
        members.append(_group(key, {**inner, "questions": inner["tick"]}))
    kind = "any_of" if "at_least" in group else "all_of"
    value = {"title": group["title"], "members": members} | ({"at_least": group["at_least"]} if kind == "any_of" else {})
    return {"type": kind, "value": value, "id": str(lasting_id(f"{key}:{group['title']}"))}


def _question(key, written):
    kind = next(name for name in ("tick", "number", "choice") if name in written)
    value = {"statement": written[kind], "hint": written.get("hint", ""), "evidence": written.get("evidence", "")}
    if kind == "number":
        value |= {"minimum": written.get("minimum"), "maximum": written.get("maximum")}
    if kind == "choice":
        value["options"] = [_option(key, line) for line in written["options"]]
    return {"type": kind, "value": value, "id": str(lasting_id(f"{key}:{written[kind]}"))}


def _option(key, line):
    label, _bar, counts = (part.strip() for part in line.partition("|"))
    return {"type": "item", "value": {"label": label, "counts": bool(counts)}, "id": str(lasting_id(f"{key}:{label}"))}


def _run(key, order, written, terms, today):
    start = _monday(written["week"], written.get("years_ago", 0), today=today)
    run = Intake(
        translation_key=lasting_id(f"{key}:run:{order}"),
        sort_order=order,
        name=written["name"].format(year=start.year),
        venue=terms.get("venue", written["venue"]),
        start_date=start,
        end_date=start + timedelta(days=written["days"] - 1),
        **{name: written[name] for name in PLAIN if name in written},
    )
    if "times" in written:
        run.start_time, run.end_time = (time.fromisoformat(text) for text in written["times"])
    for word, field in (("opens", "opens_date"), ("closes", "closes_date"), ("decision", "decision_on")):
        if word in written:
            setattr(run, field, day_of(written[word], today=today))
    run.timetable = [_day(key, order, day) for day in written.get("timetable", ())]
    return run


def _monday(week, years_ago, *, today):
    """The Monday of that week of the year: next summer's if people can still apply for it; in years past, one that is over."""
    if years_ago:
        year = today.year if date.fromisocalendar(today.year, week, 1) + timedelta(weeks=3) <= today else today.year - 1
        return date.fromisocalendar(year - years_ago + 1, week, 1)
    year = today.year
    while date.fromisocalendar(year, week, 1) < today + timedelta(weeks=WEEKS_AHEAD):
        year += 1
    return date.fromisocalendar(year, week, 1)


def _day(key, order, day):
    value = {"number": day["number"], "title": day["title"], "slots": [_slot(line) for line in day["slots"]]}
    return {"type": "day", "value": value, "id": str(lasting_id(f"{key}:{order}:{day['number']}"))}


def _slot(line):
    when, title, where, who = (part.strip() for part in line.split("|"))
    starts, _dash, ends = when.partition("-")
    value = {"starts": starts, "ends": ends or None, "title": title, "where": where, "who": who}
    return {"type": "item", "value": value, "id": str(lasting_id(line))}
