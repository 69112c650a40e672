"""The site's own colours as a stylesheet: nothing inline, cached for ever under an address that changes with them."""

import hashlib

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from core.colours import GOOD_TEXT_RATIO, contrast_ratio, mix, readable_on
from core.models import SiteSettings

LIGHT, DARK = "#fbf9f4", "#10161c"  # --paper in tokens.css
FOREVER = 365 * 24 * 60 * 60  # seconds


def stylesheet(settings):
    """Brand colours as custom properties, each made readable on the paper it stands on (WCAG 2.2, 1.4.3)."""
    brand, accent = settings.brand_colour, settings.accent_colour
    # A panel in the brand colour must stand out from dark paper too, and still carry white text.
    on_dark = next(
        (shade for step in range(8) if contrast_ratio(shade := mix(brand, "#ffffff", step / 16), DARK) >= 1.8), brand
    )
    if contrast_ratio(on_dark, "#ffffff") < 4.5:
        on_dark = brand
    link, link_dark = readable_on(brand, "#f1ede3"), readable_on(brand, "#18212a", ratio=GOOD_TEXT_RATIO)
    return (
        ":root{"
        f"--brand:light-dark({brand},{on_dark});"
        f"--brand-soft:light-dark({mix(brand, '#ffffff', 0.88)},{mix(brand, DARK, 0.65)});"
        f"--link:light-dark({link},{link_dark});"
        f"--link-hover:light-dark({mix(link, '#000000', 0.4)},{mix(link_dark, '#ffffff', 0.5)});"
        f"--accent:{accent}"
        "}"
    )


def version_of(settings):
    return hashlib.sha256(stylesheet(settings).encode()).hexdigest()[:12]


@require_safe
def brand(request, version):
    """The stylesheet. An old address gets today's colours, but is not kept."""
    text = stylesheet(SiteSettings.for_request(request))
    response = HttpResponse(text, content_type="text/css; charset=utf-8")
    is_current = version == hashlib.sha256(text.encode()).hexdigest()[:12]
    response["Cache-Control"] = f"public, max-age={FOREVER}, immutable" if is_current else "no-cache"
    return response
