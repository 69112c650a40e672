from django import forms

from mail.addresses import PublicAddressValidator


class AddressField(forms.EmailField):
    """An e-mail address that anybody may type in: see `mail.addresses.PublicAddressValidator`."""

    default_validators = [PublicAddressValidator()]
