"""schema.org objects that any page may need."""

from urllib.parse import urljoin

from core.models.site_settings import SiteSettings
from core.pictures import find


def breadcrumb_list(page, request):
    """https://schema.org/BreadcrumbList of a page's way from home, the page itself last."""
    trail = [*page.breadcrumbs, page]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": one.title, "item": one.get_full_url(request)}
            for position, one in enumerate(trail, start=1)
        ],
    }


def site_objects(home, request):
    """Who publishes the site and what it is called, for the home page: one object refers to the other by its id."""
    settings = SiteSettings.for_request(request)
    words = settings.words_for(home.locale.language_code)
    url = home.get_full_url(request)
    publisher = organisation(settings, words, url)
    return [
        {
            "@context": "https://schema.org",
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
        "@context": "https://schema.org",
        "@type": "CollegeOrUniversity",
        "@id": f"{url}#organisation",
        "url": url,
        "name": words.publisher,
        **filled(
            logo=picture_url(settings.logo, "logo", url),
            address=settings.contact_address,
            contactPoint=contact and {"@type": "ContactPoint", "contactType": "public engagement", **contact},
            sameAs=[link.url for link in _profiles(settings)],
        ),
    }


def _profiles(settings):
    """Kept with the settings by `core.site_context`; a preview brings its own."""
    known = getattr(settings, "links", None)
    return settings.social_links.all() if known is None else known


def picture_url(picture, shape, url):
    """The full address of the largest rendition of a picture, made from any full address of the site; "" if there is none."""
    if not picture or not picture.is_usable:
        return ""
    largest = list(find(picture, shape).values())[-1:]
    return urljoin(url, largest[0].url) if largest else ""


def filled(**properties):
    """Only what there is something to say about."""
    return {name: value for name, value in properties.items() if value}


def item_list(items):
    """https://schema.org/ItemList of the pages a list leads to, from pairs of a title and a full address. [] if it is empty."""
    if not items:
        return []
    elements = [
        {"@type": "ListItem", "position": position, "name": name, "url": url}
        for position, (name, url) in enumerate(items, start=1)
    ]
    return [{"@context": "https://schema.org", "@type": "ItemList", "itemListElement": elements}]
