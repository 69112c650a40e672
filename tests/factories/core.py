"""Plain valid objects of what every app shares."""

from io import BytesIO

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from PIL import Image
from wagtail.models import Collection, Locale

from core.models import AccessFeature, Audience, Download, Format, Organisation, Picture, Theme, Venue, VenueRoom

#: The smallest file that every PDF reader opens.
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def picture_bytes(*, size=(48, 32), colour="teal", form="PNG", mode="RGB", **options):
    """The bytes of a drawn picture, such as a browser sends."""
    file = BytesIO()
    Image.new(mode, size, colour).save(file, form, **options)
    return file.getvalue()


class PictureFactory(DjangoModelFactory):
    """A small informative picture. No size of it is made: call `core.pictures.make(picture)` where a test needs that."""

    class Meta:
        model = Picture

    class Params:
        size = (48, 32)

    title = factory.Sequence("Picture {}".format)
    file = factory.LazyAttribute(lambda o: ContentFile(picture_bytes(size=o.size), name="picture.png"))
    purpose = Picture.Purpose.INFORMATIVE
    description = factory.Sequence("People at stall {}".format)
    consent = Picture.Consent.NOBODY
    collection = factory.LazyFunction(Collection.get_first_root_node)


class DownloadFactory(DjangoModelFactory):
    class Meta:
        model = Download

    title = factory.Sequence("Document {}".format)
    file = factory.LazyFunction(lambda: ContentFile(PDF, name="document.pdf"))
    collection = factory.LazyFunction(Collection.get_first_root_node)


class TermFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    locale = factory.LazyFunction(Locale.get_default)


class ThemeFactory(TermFactory):
    class Meta:
        model = Theme

    name = factory.Sequence("Theme {}".format)
    slug = factory.Sequence("theme-{}".format)


class FormatFactory(TermFactory):
    class Meta:
        model = Format

    name = factory.Sequence("Format {}".format)
    slug = factory.Sequence("format-{}".format)


class AudienceFactory(TermFactory):
    class Meta:
        model = Audience

    name = factory.Sequence("Audience {}".format)
    slug = factory.Sequence("audience-{}".format)
    axis = Audience.Axis.MEANT_FOR


class AccessFeatureFactory(TermFactory):
    class Meta:
        model = AccessFeature

    name = factory.Sequence("Access feature {}".format)
    slug = factory.Sequence("access-feature-{}".format)
    group = AccessFeature.Group.BUILDING


class OrganisationFactory(TermFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence("Organisation {}".format)
    slug = factory.Sequence("organisation-{}".format)


class VenueFactory(TermFactory):
    class Meta:
        model = Venue

    name = factory.Sequence("Venue {}".format)
    slug = factory.Sequence("venue-{}".format)
    street = "1 Museum Road"
    locality = "Oxford"
    postcode = "OX1 3PW"


class VenueRoomFactory(DjangoModelFactory):
    class Meta:
        model = VenueRoom

    venue = factory.SubFactory(VenueFactory)
    name = factory.Sequence("Room {}".format)
