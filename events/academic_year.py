"""The year that HE-BCI counts by: from 1 August to 31 July."""

FIRST_MONTH = 8


def academic_year(day):
    """The calendar year in which the academic year of this day begins."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def academic_year_words(begins):
    """The academic year that begins in a calendar year: "2026/27"."""
    return f"{begins}/{(begins + 1) % 100:02d}"
