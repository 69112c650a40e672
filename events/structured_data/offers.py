"""https://schema.org/Offer"""

from core.structured_data import filled


def offer_of(entry, *, now):
    """What a place costs and where to get it, or None where no price is known."""
    price = entry.price
    if price is None or (not price.is_free and price.lowest is None):
        return None
    is_range = price.highest is not None and price.highest != price.lowest and not price.is_free
    takes_place = not entry.is_off and not entry.is_over(now=now)
    return {
        "@type": "Offer",
        "price": "0" if price.is_free else str(price.lowest),
        "priceCurrency": price.currency,
        "url": price.url or entry.url,
        **filled(
            availability=takes_place and "https://schema.org/InStock",
            validFrom=entry.published and entry.published.isoformat(timespec="seconds"),
            priceSpecification=is_range
            and {
                "@type": "PriceSpecification",
                "minPrice": str(price.lowest),
                "maxPrice": str(price.highest),
                "priceCurrency": price.currency,
            },
        ),
    }
