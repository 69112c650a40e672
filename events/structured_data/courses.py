"""https://schema.org/Course and https://schema.org/CourseInstance: for summer schools and training."""

from core.structured_data import filled

from .events import CONTEXT, event_object

#: How schema.org and search engines call our ways to take part.
COURSE_MODES = {"in-person": "Onsite", "online": "Online", "both": "Blended"}


def course_object(*, name, url, runs, now, description="", provider="", provider_url="", language=""):
    """A course with its runs, which are entries of `core.outputs`: each has its own dates, place and price."""
    return {
        "@context": CONTEXT,
        "@type": "Course",
        "@id": f"{url}#course",
        "name": name,
        "url": url,
        **filled(
            description=description,
            inLanguage=language,
            provider=provider and {"@type": "Organization", "name": provider, **filled(url=provider_url)},
            hasCourseInstance=[
                {
                    **event_object(run, now=now, kind="CourseInstance"),
                    **filled(courseMode=COURSE_MODES.get(run.attendance_mode)),
                }
                for run in runs
            ],
        ),
    }
