"""What block previews show where a block needs a picture, page or document. Nothing here writes to the database."""

from core.models.pictures import Picture


def sample_picture():
    """Any picture of the site, else one that is only named."""
    picture = Picture.objects.order_by("pk").first()
    if picture is None:
        picture = Picture(title="Picture", description="A picture", purpose=Picture.Purpose.INFORMATIVE)
        picture.prefetched_renditions = []  # nothing is made of what is not stored
    return picture
