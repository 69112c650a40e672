"""schema.org objects that any page may need."""


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
