from core.eligibility.check import check_of
from core.publishing.presenting import Presenter
from events.schools.details import details_of_draft, details_of_published
from events.schools.serializers import listing_of_school
from events.schools.structured_data import course_objects


class SchoolPresenter(Presenter):
    """What a summer school's page shows."""

    details_of_published = staticmethod(details_of_published)
    details_of_draft = staticmethod(details_of_draft)

    def context(self, page, *, request, now):
        return {"school": page.details.at(now), "check": check_of(page)}

    def listing(self, page, *, request, format, now):
        return listing_of_school(page, request=request, format=format)

    def structured_data(self, page, *, request, now):
        return course_objects(page, request)
