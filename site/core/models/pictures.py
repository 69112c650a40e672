from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    ImageQuerySet,
    get_rendition_storage,
    get_rendition_upload_to,
    get_upload_to,
)
from wagtail.search import index

from core.uploads.fields import PictureField, RenditionField


class PictureQuerySet(ImageQuerySet):
    def usable(self):
        """Pictures that may be shown: nobody on them has withdrawn."""
        return self.exclude(consent=Picture.Consent.WITHDRAWN)


class Picture(AbstractImage):
    """A picture whose alternative text, origin and consent somebody has decided about.

    Wagtail's own `description` holds the alternative text (WCAG 2.2, 1.1.1), so that every chooser and block
    of Wagtail uses it by default.
    """

    class Purpose(models.TextChoices):
        INFORMATIVE = "informative", _("It shows something: I describe it below")
        DECORATIVE = "decorative", _("It is decoration: screen readers skip it")

    class Licence(models.TextChoices):
        OWN = "own", _("Ours, all rights reserved")
        CC0 = "cc0", _("CC0: public domain")
        CC_BY = "cc-by", _("CC BY 4.0")
        CC_BY_SA = "cc-by-sa", _("CC BY-SA 4.0")
        CC_BY_NC = "cc-by-nc", _("CC BY-NC 4.0")
        LICENSED = "licensed", _("Licensed to us")

    class Consent(models.TextChoices):
        NOBODY = "nobody", _("Nobody can be recognised")
        GIVEN = "given", _("Everybody shown has agreed in writing")
        CROWD = "crowd", _("A crowd at a public event, with notices up")
        WITHDRAWN = "withdrawn", _("Somebody has withdrawn: do not use")

    file = PictureField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
        help_text=_("At least 1,600 pixels wide for the top of a page. Where and with what it was taken is removed."),
    )
    purpose = models.CharField(
        _("what is it for?"),
        max_length=12,
        choices=Purpose,
        help_text=_("A picture needs either words or the decision that it needs none."),
    )
    credit = models.CharField(_("credit"), max_length=255, blank=True, help_text=_("Who made it, as they wish to be named."))
    licence = models.CharField(_("licence"), max_length=12, choices=Licence, default=Licence.OWN)
    consent = models.CharField(_("consent of people shown"), max_length=12, choices=Consent)

    objects = PictureQuerySet.as_manager()

    search_fields = [
        *(one for one in AbstractImage.search_fields if one.field_name != "tags"),
        # As Wagtail has it, and to be filtered by: words and a tag at once are otherwise a fault of its chooser.
        index.RelatedFields(
            "tags", [index.SearchField("name", boost=10), index.AutocompleteField("name"), index.FilterField("name")]
        ),
        index.SearchField("credit"),
        index.FilterField("consent"),
    ]
    #: Wagtail's own, with ours around the alternative text.
    admin_form_fields = [
        *("title", "file", "purpose", "description", "credit", "licence", "consent"),
        *(name for name in Image.admin_form_fields if name not in ("title", "file", "description")),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints = [
            # WCAG 2.2, 1.1.1: words, or the decision that it needs none.
            models.CheckConstraint(
                condition=Q(purpose="decorative") | (Q(purpose="informative") & ~Q(description="")),
                name="core_picture_described_or_decorative",
            )
        ]

    def clean(self):
        super().clean()
        if self.purpose == self.Purpose.INFORMATIVE and not self.description.strip():
            message = _("Describe what the picture shows, or say above that it is decoration.")
            raise ValidationError({"description": message})

    @property
    def is_usable(self):
        return self.consent != self.Consent.WITHDRAWN

    @property
    def default_alt_text(self):
        """The decided words; never the file's title, which describes nothing."""
        return "" if self.purpose == self.Purpose.DECORATIVE else self.description

    def _set_image_file_metadata(self):
        """Nothing: the field learns size and hash from what is stored. Wagtail's own leaves the file open."""

    def generate_rendition_file(self, filter, *, source=None):
        # Wagtail leaves its temporary file open.
        with super().generate_rendition_file(filter, source=source) as temporary:
            temporary.seek(0)
            return ContentFile(temporary.read(), name=temporary.name)


class Rendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(Picture, related_name="renditions", on_delete=models.CASCADE)
    file = RenditionField(
        upload_to=get_rendition_upload_to, storage=get_rendition_storage, width_field="width", height_field="height"
    )

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]
