from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class PersonBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=120, label=_("name"))
    role = blocks.CharBlock(required=False, max_length=120, label=_("role"))
    image = ImageChooserBlock(required=False, label=_("picture"))
    email = blocks.EmailBlock(required=False, label=_("e-mail"))
    phone = blocks.CharBlock(required=False, max_length=40, label=_("phone"))
    url = blocks.URLBlock(required=False, label=_("web page"))

    class Meta:
        icon = "user"
        label = _("person")


class PeopleBlock(blocks.StructBlock):
    """Who to ask, or who will be there."""

    title = blocks.CharBlock(required=False, max_length=80, label=_("title"))
    people = blocks.ListBlock(PersonBlock(), min_num=1, max_num=24, label=_("people"))

    class Meta:
        icon = "user"
        label = _("People and contact")
        description = _("Names with roles and how to reach them.")
        template = "blocks/people.html"
        preview_value = {
            "title": "Talk to us",
            "people": [
                {
                    "name": "Dr Non Prys",
                    "role": "Public engagement manager",
                    "email": "engage@example.org",
                    "phone": "",
                    "url": "",
                }
            ],
        }
