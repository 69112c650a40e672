"""Lists as a small page that other sites frame: no script, no cookie, its own light stylesheet."""

from django.template.loader import render_to_string


def to_embed(listing, request=None):
    return render_to_string("core/embed.html", {"listing": listing}, request=request).encode()
