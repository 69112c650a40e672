"""Files what is missing of the demonstration's pictures like any uploaded picture."""

from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.models import Collection

from core.models import Picture
from core.pictures import make
from home.demo.texts import read

#: Every picture of the demonstration, drawn for it in 1600 × 1067: nothing is downloaded, nothing is borrowed.
IMAGES = Path(__file__).parent / "images"
CREDIT = "Drawn for this website by its own software"
#: Half of the kept area's width and height around the point of interest.
REACH = (240, 160)


def load_pictures(memory):
    """Store every picture that was never loaded. Their sizes for pages are made by the worker."""
    for name, words in read("pictures")["pictures"].items():
        if memory.fresh(f"picture:{name}"):
            memory.remember(f"picture:{name}", _store(name, words))


def _store(name, words):
    file = IMAGES / f"{name.replace('_', '-')}.avif"
    x, y = words["focus"]
    return Picture.objects.create(
        title=words["title"],
        file=ContentFile(file.read_bytes(), name=file.name),
        purpose=Picture.Purpose.INFORMATIVE,
        description=words["alt"],
        credit=CREDIT,
        licence=Picture.Licence.CC0,
        consent=Picture.Consent.NOBODY,
        collection=Collection.get_first_root_node(),
        focal_point_x=x,
        focal_point_y=y,
        focal_point_width=2 * REACH[0],
        focal_point_height=2 * REACH[1],
    )


def make_first_seen(memory):
    """Make ready what the first visitor sees, rather than wait for the worker: the front page and cards."""
    pages = {page["key"]: page for page in read("pages")["page"]}
    for name in read("pictures")["pictures"]:
        picture = memory.get(f"picture:{name}")
        if picture:
            make(picture, ("hero", "card", "social") if name == pages["home"]["image"] else ("card",))
