import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from core.models import Picture, Rendition
from core.pictures import ALL_SPECS, SHAPES, find, make, prefetch_renditions
from tests.factories.core import PictureFactory, picture_bytes

pytestmark = pytest.mark.django_db


def specs_of(picture):
    return set(picture.renditions.values_list("filter_spec", flat=True))


def test_a_stored_picture_is_made_ready_in_every_shape(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture = PictureFactory()

    assert specs_of(picture) == set(ALL_SPECS)


def test_making_again_makes_nothing():
    picture = PictureFactory()

    assert [make(picture), make(picture)] == [len(ALL_SPECS), 0]


def test_one_shape_can_be_made_alone():
    picture = PictureFactory()

    make(picture, shapes=["card"])

    assert specs_of(picture) == set(SHAPES["card"].specs)


def test_each_shape_has_its_own_proportions_and_nothing_is_enlarged():
    picture = PictureFactory(size=(900, 900))

    make(picture)

    made = {rendition.filter_spec: (rendition.width, rendition.height) for rendition in picture.renditions.all()}
    assert {spec: size for spec, size in made.items() if spec.endswith(("webp", "lossless", "jpeg"))} == {
        "fill-400x267|format-webp": (400, 267),
        "fill-800x533|format-webp": (800, 533),
        "fill-480x270|format-webp": (480, 270),
        "fill-800x450|format-webp": (800, 450),
        "fill-1200x514|format-webp": (900, 386),
        "fill-1920x823|format-webp": (900, 386),
        "max-640x800|format-webp": (640, 640),
        "max-1280x1600|format-webp": (900, 900),
        "fill-160x160|format-webp": (160, 160),
        "fill-320x320|format-webp": (320, 320),
        "max-320x48|format-webp-lossless": (48, 48),
        "max-640x96|format-webp-lossless": (96, 96),
        "fill-1200x630|format-jpeg": (900, 474),
    }


@pytest.mark.parametrize(
    ("mode", "form"),
    [("RGBA", "PNG"), ("L", "PNG"), ("1", "PNG"), ("P", "GIF"), ("CMYK", "JPEG"), ("RGB", "WEBP"), ("RGB", "AVIF")],
)
def test_every_kind_of_picture_can_be_made(mode, form):

    data = picture_bytes(mode=mode, form=form, colour=1 if mode in "1LP" else "teal")
    picture = PictureFactory(file=ContentFile(data, name=f"picture.{form.lower()}"))

    assert make(picture) == len(ALL_SPECS)


def test_a_new_focal_point_makes_crops_anew_and_drops_the_old_ones(django_capture_on_commit_callbacks):
    picture = PictureFactory()
    make(picture)
    before = set(picture.renditions.filter(filter_spec__startswith="fill").values_list("pk", flat=True))

    picture.focal_point_x, picture.focal_point_y, picture.focal_point_width, picture.focal_point_height = 5, 5, 4, 4
    with django_capture_on_commit_callbacks(execute=True):
        picture.save()

    assert specs_of(picture) == set(ALL_SPECS)
    assert not Rendition.objects.filter(pk__in=before).exists()


def test_a_change_of_words_makes_nothing(django_capture_on_commit_callbacks):
    picture = PictureFactory()

    with django_capture_on_commit_callbacks() as callbacks:
        picture.save(update_fields=["description"])

    assert callbacks == []


def test_many_pictures_are_found_in_one_query(django_assert_num_queries):
    for picture in PictureFactory.create_batch(3):
        make(picture, shapes=["card"])
    pictures = [None, *Picture.objects.all()]

    with django_assert_num_queries(1):
        prefetch_renditions(pictures)
        found = [find(picture, "card") for picture in pictures[1:]]

    assert [tuple(each) for each in found] == [SHAPES["card"].specs] * 3


def test_the_command_makes_what_is_missing(capsys):
    PictureFactory.create_batch(2)

    call_command("make_renditions", "--missing")

    assert capsys.readouterr().out == f"Made {2 * len(ALL_SPECS)} renditions; 0 pictures could not be read.\n"


def test_another_picture_of_the_same_name_has_other_addresses(django_capture_on_commit_callbacks):
    def addresses(colour):
        picture = PictureFactory(file=ContentFile(picture_bytes(colour=colour), name="stall.png"))
        make(picture)
        found = set(picture.renditions.values_list("file", flat=True))
        with django_capture_on_commit_callbacks(execute=True):
            picture.delete()
        return found

    teal, crimson, teal_again = addresses("teal"), addresses("crimson"), addresses("teal")

    assert not teal & crimson
    assert teal == teal_again
