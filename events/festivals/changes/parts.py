"""Parts of a session that are named when they differ, and the fields each is made of."""

from django.utils.translation import gettext_lazy

PARTS = {
    "people": (gettext_lazy("people"), ("people",)),
    "access": (gettext_lazy("access"), ("access",)),
    "ages": (gettext_lazy("ages"), ("age_from", "age_to")),
    "price": (gettext_lazy("price"), ("price", "price_from", "price_to", "currency")),
    "booking": (gettext_lazy("booking"), ("booking_url",)),
    "kind": (gettext_lazy("kind"), ("kind", "track", "participation")),
}
WORD_PARTS = {
    "title": gettext_lazy("title"),
    "summary": gettext_lazy("description"),
    "access_note": gettext_lazy("access"),
    "capacity_note": gettext_lazy("places"),
}
