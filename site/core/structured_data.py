"""schema.org objects that any page may need."""

from datetime import date, datetime
from urllib.parse import urljoin

from core.choices import AttendanceMode
from core.models.site_settings import SiteSettings
from core.pictures import largest

CONTEXT = "https://schema.org"
MODES = {
    AttendanceMode.IN_PERSON: "OfflineEventAttendanceMode",
    AttendanceMode.ONLINE: "OnlineEventAttendanceMode",
    AttendanceMode.BOTH: "MixedEventAttendanceMode",
}


def breadcrumb_list(page, request):
    """https://schema.org/BreadcrumbList of a page's way from home, the page itself last."""
    trail = [*page.breadcrumbs, page]
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": _list_items(((one.title, one.get_full_url(request)) for one in trail), "item"),
    }


def site_objects(home, request):
    """Who publishes the site and what it is called, for the home page: one object refers to the other by its id."""
    settings = SiteSettings.for_request(request)
    words = settings.words_for(home.locale.language_code)
    url = home.get_full_url(request)
    publisher = organisation(settings, words, url)
    return [
        {
            "@context": CONTEXT,
            "@type": "WebSite",
            "@id": f"{url}#website",
            "url": url,
            "name": words.name,
            **filled(description=words.strapline),
            "inLanguage": home.locale.language_code,
            "publisher": {"@id": publisher["@id"]},
        },
        publisher,
    ]


def organisation(settings, words, url):
    """https://schema.org/Organization: the university or institute whose site it is."""
    contact = filled(email=settings.contact_email, telephone=settings.contact_phone)
    return {
        "@context": CONTEXT,
        "@type": "CollegeOrUniversity",
        "@id": f"{url}#organisation",
        "url": url,
        "name": words.publisher,
        **filled(
            logo=picture_url(settings.logo, "logo", url),
            address=settings.contact_address,
            contactPoint=contact and {"@type": "ContactPoint", "contactType": "public engagement", **contact},
            sameAs=[link.url for link in settings.profiles],
        ),
    }


def picture_url(picture, shape, url):
    """The full address of the largest rendition of a picture, made from any full address of the site; "" if there is none."""
    rendition = largest(picture, shape)
    return urljoin(url, rendition.url) if rendition else ""


def filled(**properties):
    """Only what there is something to say about."""
    return {name: value for name, value in properties.items() if value}


def item_list(items):
    """https://schema.org/ItemList of the pages a list leads to, from pairs of a title and a full address. [] if it is empty."""
    if not items:
        return []
    return [{"@context": CONTEXT, "@type": "ItemList", "itemListElement": _list_items(items, "url")}]


def _list_items(items, address):
    return [
        {"@type": "ListItem", "position": position, "name": name, address: url}
        for position, (name, url) in enumerate(items, start=1)
    ]


def about_page(page, request, kind):
    """An object of some kind that a page is about."""
    return {
        "@context": CONTEXT,
        "@type": kind,
        "name": page.title,
        "description": page.summary or page.title,
        "url": page.get_full_url(request),
        "inLanguage": page.locale.language_code,
    }


def written(value):
    """A moment with its offset, a day or a month, as ISO 8601 writes it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value or ""


def age_range(low, high):
    """What `typicalAgeRange` says: "8-11", "8-", "0-11"; nothing where there is no limit."""
    return "" if not low and high is None else f"{low or 0}-{'' if high is None else high}"


def place_object(place):
    """https://schema.org/Place: its address, coordinates and access features, from a `Place` of `core.outputs`.

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


def offer_object(price, *, url="", **more):
    """https://schema.org/Offer: what a place costs and where to get it. None where no price is known."""
    if price is None or (not price.is_free and price.lowest is None):
        return None
    is_range = price.highest is not None and price.highest != price.lowest and not price.is_free
    return {
        "@type": "Offer",
        "price": "0" if price.is_free else str(price.lowest),
        "priceCurrency": price.currency,
        **filled(
            url=price.url or url,
            **more,
            priceSpecification=is_range
            and {
                "@type": "PriceSpecification",
                "minPrice": str(price.lowest),
                "maxPrice": str(price.highest),
                "priceCurrency": price.currency,
            },
        ),
    }
