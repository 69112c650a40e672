def contacts(settings):
    """Addresses to report a weakness to, as RFC 9116 wants them: URIs, best first. Empty if the site names nobody."""
    written = settings.security_contact or settings.contact_email
    # One line each, whatever was pasted into the field.
    return [_uri(one) for one in written.replace(",", " ").split()]


def _uri(contact):
    if contact.startswith(("mailto:", "https://", "tel:")):
        return contact
    return f"mailto:{contact}" if "@" in contact else f"https://{contact.removeprefix('http://')}"
