from django.utils.translation import gettext_lazy as _

#: What people agree to. A change here is a new text: every consent record keeps the words it was given to.
CONSENT = _(
    "Yes, send me mail about the topics I have chosen. I can change my mind at any time with the link in every mail. "
    "My address is used for nothing else and given to nobody."
)
