"""From one year to the next: the academic year, the same week of the next year, and rows copied to there."""

import re
from datetime import date, timedelta

from django.db import models

#: What makes a row this very row: a copy gets its own.
IDENTITY = ("uid", "translation_key", "code")
#: The year that HE-BCI counts by runs from 1 August to 31 July.
FIRST_MONTH = 8


def weeks_to_next_year(day):
    """How many weeks later the same week of the ISO year comes round: 52, or 53 across a long year. A week 53 takes 52."""
    year, week, weekday = day.isocalendar()
    try:
        return (date.fromisocalendar(year + 1, week, weekday) - day).days // 7
    except ValueError:
        return 52


def moved_name(name, *, old, new):
    """A name with the years around an old one moved on: "Spring 2027" is "Spring 2028" a year later."""
    near = "|".join(str(year) for year in (old - 1, old, old + 1))
    return re.sub(rf"\b(?:{near})\b", lambda found: str(int(found[0]) + new - old), name)


def copied_row(row, *, shift=timedelta(0), left_out=(), **values):
    """An unsaved copy of a row with an identity of its own, its days moved by `shift`. What is left out is as in a new row."""
    new = type(row)()
    for field in row._meta.concrete_fields:
        if field.primary_key or field.name in (*IDENTITY, *left_out):
            continue
        value = getattr(row, field.attname)
        is_day = isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField)
        setattr(new, field.attname, value + shift if is_day and value else value)
    for name, value in values.items():
        setattr(new, name, value)
    return new


def academic_year(day):
    """The calendar year in which the academic year of this day begins."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def academic_year_words(begins):
    """The academic year that begins in a calendar year: "2026/27"."""
    return f"{begins}/{(begins + 1) % 100:02d}"
