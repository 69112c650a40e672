import re
import threading
import time
from contextlib import nullcontext
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageCms, PngImagePlugin
from wagtail.models import UploadedFile

from core.models import Picture
from core.uploads import pictures
from tests.factories.core import PictureFactory, picture_bytes

pytestmark = pytest.mark.django_db

#: What a picture that is all right is uploaded with.
DECIDED = {
    "title": "Stall",
    "purpose": "informative",
    "description": "A stall",
    "licence": "own",
    "consent": "nobody",
    "tags": "",
}
SECRET = b"GPS 51.7548 N"


@pytest.fixture
def editor(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("editor@example.ac.uk", password=None))
    return client


def upload(editor, content, name="stall.jpg", **about):
    file = SimpleUploadedFile(name, content)
    response = editor.post(reverse("wagtailimages:add"), {**DECIDED, **about, "file": file})
    return response.context["form"].errors if response.status_code == 200 else {}


def upload_several(editor, content, name):
    file = SimpleUploadedFile(name, content)
    about = {"title": "Stall", "files[]": file}
    return editor.post(reverse("wagtailimages:add_multiple"), about, headers={"X-Requested-With": "fetch"})


def with_metadata(form):
    """A picture that a camera laid on its side and wrote its place into, in every way the format has."""
    drawn = Image.new("RGB", (40, 20), "teal")
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter to the right to see it upright
    exif[0x010E] = exif[0x013B] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = SECRET.decode()
    options = {"exif": exif, "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()}
    if form in ("JPEG", "WEBP", "AVIF"):
        options["xmp"] = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    if form == "JPEG":
        options["comment"] = SECRET
    if form == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Comment", SECRET.decode())
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", SECRET.decode())
    file = BytesIO()
    drawn.save(file, form, **options)
    return file.getvalue() + SECRET


def stored(picture):
    with picture.file.storage.open(picture.file.name) as file:
        return file.read()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("way", ["the form", "several at once", "a loader"])
def test_whoever_uploads_a_picture_its_metadata_is_gone_and_it_is_upright(form, way, editor):
    content = with_metadata(form)
    name = f"stall.{form.lower()}"
    assert SECRET in content

    if way == "the form":
        assert upload(editor, content, name) == {}
    elif way == "several at once":
        file = SimpleUploadedFile(name, content)
        editor.post(
            reverse("wagtailimages:add_multiple"), {"title": "Stall", "files[]": file}, headers={"X-Requested-With": "fetch"}
        )
        temporary = UploadedFile.objects.get()
        with temporary.file.open() as file:
            assert SECRET not in file.read()
        about = {f"uploaded-image-{temporary.pk}-{field}": value for field, value in DECIDED.items()}
        editor.post(reverse("wagtailimages:create_multiple_from_uploaded_image", args=[temporary.pk]), about)
    else:
        PictureFactory(file=ContentFile(content, name=name))

    picture = Picture.objects.get()
    kept = stored(picture)
    with Image.open(BytesIO(kept)) as opened:
        assert opened.format == form
        assert opened.size == (picture.width, picture.height) == (20, 40)
        assert opened.getexif() == {}
        assert "sRGB" in ImageCms.getProfileDescription(BytesIO(opened.info["icc_profile"]))
    assert SECRET not in kept
    assert picture.file_size == len(kept)


def test_a_picture_that_is_uploaded_twice_is_recognised(editor):
    content = with_metadata("JPEG")

    upload(editor, content)
    upload(editor, content)

    assert Picture.objects.values("file_hash").distinct().count() == 1


def monster():
    """121 million pixels in 15 kB."""
    return picture_bytes(size=(11_000, 11_000), mode="1", colour=0)


def test_a_picture_with_121_million_pixels_is_refused_before_it_is_decoded(editor):
    content = monster()
    started = time.process_time()

    errors = upload(editor, content, "monster.png")

    assert errors == {"file": ["This picture has more than 40 million pixels. Make it smaller, for example 2,400 wide."]}
    assert not Picture.objects.exists()
    # Decoding alone would take longer; rendering the form again is most of this.
    assert time.process_time() - started < 2


def test_several_pictures_at_once_are_refused_one_by_one(editor):
    response = upload_several(editor, monster(), "monster.png")

    assert response.json() == {
        "success": False,
        "error_message": "This picture has more than 40 million pixels. Make it smaller, for example 2,400 wide.",
    }
    assert not UploadedFile.objects.exists()
    assert not Picture.objects.exists()


@pytest.fixture
def drawn(monkeypatch):
    """Which pictures were decoded: their sizes."""
    sizes, plain = [], pictures._plain

    def noted(picture, info):
        sizes.append(picture.size)
        return plain(picture, info)

    monkeypatch.setattr(pictures, "_plain", noted)
    return sizes


@pytest.mark.parametrize(("form", "options"), [("AVIF", {"speed": 10}), ("WEBP", {"method": 0})])
def test_what_takes_seconds_to_write_anew_may_have_fewer_pixels(form, options, editor, drawn):
    """Seconds and more than a gigabyte for 39 million, in a process that others wait for. A JPEG is ten times as quick."""
    large, telephone = (picture_bytes(size=size, form=form, **options) for size in ((5_000, 3_400), (4_032, 3_024)))

    errors = upload(editor, large, f"large.{form.lower()}")

    assert errors == {"file": ["This picture has more than 16 million pixels. Make it smaller, for example 2,400 wide."]}
    assert (drawn, Picture.objects.count()) == ([], 0)
    assert upload(editor, telephone, f"telephone.{form.lower()}") == {}
    assert drawn == [(4_032, 3_024)]


def test_a_name_that_says_otherwise_lets_no_large_picture_in(drawn):
    with pytest.raises(ValidationError, match="16 million"):
        PictureFactory(file=ContentFile(picture_bytes(size=(5_000, 3_400), form="AVIF", speed=10), name="stall.jpg"))

    assert drawn == []


def test_a_large_jpeg_of_a_telephone_comes_in(drawn):
    picture = PictureFactory(file=ContentFile(picture_bytes(size=(5_656, 4_242), form="JPEG"), name="stall.jpg"))

    assert ((picture.width, picture.height), drawn) == ((5_656, 4_242), [(5_656, 4_242)])


def at_once_at_most(monkeypatch, number=4):
    """How many of so many pictures that come in at the same moment are drawn at the same time."""
    start, inside, most, plain = threading.Barrier(number), set(), [], pictures._plain
    content = picture_bytes(form="JPEG")

    def slow(picture, info):
        inside.add(threading.get_ident())
        time.sleep(0.05)
        most.append(len(inside))
        inside.discard(threading.get_ident())
        return plain(picture, info)

    def come_in():
        start.wait(30)
        pictures.without_metadata(BytesIO(content))

    monkeypatch.setattr(pictures, "_plain", slow)
    threads = [threading.Thread(target=come_in) for _number in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(most) == number
    return max(most)


def test_pictures_that_come_in_at_once_are_drawn_one_after_the_other(monkeypatch):
    assert at_once_at_most(monkeypatch) == 1


def test_without_waiting_several_would_be_drawn_at_once(monkeypatch):
    """The positive control."""
    monkeypatch.setattr(pictures, "_one_at_a_time", nullcontext)

    assert at_once_at_most(monkeypatch) > 1


def test_whoever_has_waited_too_long_reads_so_and_can_try_again(editor, monkeypatch, drawn):
    monkeypatch.setattr(pictures, "PATIENCE", 0.01)
    content = picture_bytes(form="JPEG")

    with pictures._one_at_a_time():
        errors = upload(editor, content)
        several = upload_several(editor, content, "stall.jpg").json()

    words = "Other pictures are being brought in at this moment. Please try again in a minute."
    assert (errors, several) == ({"file": [words]}, {"success": False, "error_message": words})
    assert (drawn, Picture.objects.count(), UploadedFile.objects.count()) == ([], 0, 0)
    assert upload(editor, content) == {}


def test_a_damaged_picture_keeps_nobody_waiting(monkeypatch):
    monkeypatch.setattr(pictures, "PATIENCE", 0.01)
    whole = picture_bytes(form="JPEG", size=(400, 300))

    with pytest.raises(ValidationError, match="damaged"):
        pictures.without_metadata(BytesIO(whole[:400]))

    assert pictures.without_metadata(BytesIO(whole))


def gif_bomb():
    """A small file that unfolds to a canvas of 65,535 by 65,535."""
    content = bytearray(picture_bytes(form="GIF", mode="P", colour=0))
    content[6:10] = b"\xff\xff\xff\xff"
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "name", "error"),
    [
        (picture_bytes(form="JPEG", size=(400, 300))[:400], "cut.jpg", "damaged"),
        (picture_bytes(size=(400, 300))[:120], "cut.png", "damaged"),
        (gif_bomb(), "bomb.gif", "more than 40 million pixels"),
        (b"", "empty.jpg", "empty"),
        (b"<html><script>alert(1)</script>", "page.jpg", "not an image|corrupted"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "drawing.svg", "(?i)not a supported image format|extension"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "drawing.png", "does not match|not an image|corrupted"),
        (picture_bytes(form="PNG"), "really.jpg", "does not match"),
        (b"MZ\x90\x00" + bytes(200), "program.png", "not an image|corrupted"),
    ],
)
def test_what_is_no_good_picture_is_refused_in_words(content, name, error, editor):
    before = default_storage.listdir("original_images")[1] if default_storage.exists("original_images") else []

    errors = upload(editor, content, name)

    assert list(errors) == ["file"]
    assert re.search(error, " ".join(errors["file"]))
    assert not Picture.objects.exists()
    assert (default_storage.listdir("original_images")[1] if default_storage.exists("original_images") else []) == before


def test_code_hidden_behind_a_picture_does_not_survive(editor):
    assert upload(editor, picture_bytes(form="GIF", mode="P", colour=0) + b"<script>alert(1)</script>", "both.gif") == {}

    assert b"<script>" not in stored(Picture.objects.get())


@pytest.mark.parametrize(
    ("about", "errors"),
    [
        ({"description": " "}, {"description": ["Describe what the picture shows, or say above that it is decoration."]}),
        ({"purpose": ""}, {"purpose": ["This field is required."]}),
        ({"consent": ""}, {"consent": ["This field is required."]}),
        ({"title": "Sta\0ll"}, {"title": ["Null characters are not allowed."]}),
    ],
)
def test_an_editor_must_decide(about, errors, editor):
    assert upload(editor, picture_bytes(form="JPEG"), **about) == errors
    assert not Picture.objects.exists()


def test_decoration_needs_no_words(editor):
    assert upload(editor, picture_bytes(form="JPEG"), purpose="decorative", description="") == {}


def test_a_loader_cannot_bring_in_what_a_form_would_refuse():
    with pytest.raises(ValidationError, match="40 million"):
        PictureFactory(file=ContentFile(monster(), name="monster.png"))


def test_a_picture_somebody_has_withdrawn_from_is_not_offered(editor):
    PictureFactory(title="Offered")
    PictureFactory(title="Withdrawn", consent=Picture.Consent.WITHDRAWN)

    html = editor.get(reverse("wagtailimages_chooser:choose")).content.decode()

    assert "Offered" in html
    assert "Withdrawn" not in html


def test_sixteen_bits_of_grey_stay_grey():
    scan = BytesIO()
    Image.new("I;16", (10, 10), 0x8000).save(scan, "PNG")

    picture = PictureFactory(file=ContentFile(scan.getvalue(), name="scan.png"))

    with Image.open(BytesIO(stored(picture))) as opened:
        assert opened.getpixel((5, 5)) == 128
