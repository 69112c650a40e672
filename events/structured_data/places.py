"""https://schema.org/Place and https://schema.org/VirtualLocation"""

from core.structured_data import filled


def locations_of(entry):
    """Where an entry is: a place, a virtual location, both in a list, or None."""
    found = []
    if entry.place:
        found.append(place_object(entry.place))
    if entry.attendance_mode in ("online", "both"):
        found.append({"@type": "VirtualLocation", "url": entry.online_url or entry.url})
    return found[0] if len(found) == 1 else found or None


def place_object(place):
    """A place with its address, coordinates and access features.

    schema.org has `accessibilityFeature` for works but not for events; what a place offers is its `amenityFeature`.
    """
    address = filled(
        streetAddress=place.street,
        addressLocality=place.locality,
        postalCode=place.postcode,
        addressCountry=place.country,
    )
    has_point = place.latitude is not None and place.longitude is not None
    return {
        "@type": "Place",
        "name": place.name,
        **filled(
            url=place.url,
            address=address and {"@type": "PostalAddress", **address},
            geo=has_point and {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude},
            amenityFeature=[
                {"@type": "LocationFeatureSpecification", "name": name, "value": is_there} for name, is_there in place.features
            ],
        ),
    }
