"""Opportunities as schema.org objects, where schema.org has a type that is true of them.

A call is not a `MonetaryGrant` (that is the award that comes of it), so calls have none. A volunteering role is a
https://schema.org/JobPosting of the employment type VOLUNTEER.
"""

from opportunities.choices import Kind


def opportunity_objects(page, request, *, now):
    """One JobPosting for a role that people can apply for."""
    details = page.details.at(now)
    if details.kind != Kind.ROLE or not details.is_open:
        return []
    home_url = page.home.get_full_url(request)
    data = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": page.title,
        "description": page.summary or page.title,
        "url": page.get_full_url(request),
        "datePosted": page.first_published_at.date().isoformat() if page.first_published_at else now.date().isoformat(),
        "employmentType": "VOLUNTEER",
        "hiringOrganization": {"@id": f"{home_url}#organisation"},
    }
    if closes_at := details.current.round.closes_at:
        data["validThrough"] = closes_at.isoformat()
    if venue := details.venue:
        data["jobLocation"] = {
            "@type": "Place",
            "name": venue.name,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": venue.street,
                "addressLocality": venue.locality,
                "postalCode": venue.postcode,
                "addressCountry": venue.country,
            },
        }
    else:
        data["jobLocationType"] = "TELECOMMUTE"
    return [data]
