import re

import pytest
from django.template import Context, Template

from core.models import Picture, Rendition
from core.pictures import make
from tests.factories.core import PictureFactory

pytestmark = pytest.mark.django_db


def render(tag, picture):
    return Template("{% load pictures %}{% " + tag + " %}").render(Context({"picture": picture})).strip()


def without_addresses(html):
    """The structure without file names, which differ from run to run."""
    return re.sub(r'/media/[^ "]+\.(\w+)', r"\1", html)


def test_a_card_offers_two_sizes_in_two_formats():
    picture = PictureFactory(size=(1000, 1000), description='A "quiet" room')
    make(picture, shapes=["card"])

    html = without_addresses(render('photo picture "card" sizes="50vw" class="teaser"', picture))

    assert html == (
        '<picture class="photo photo--card teaser">'
        '<source type="image/avif" srcset="avif 400w, avif 800w" sizes="50vw" width="800" height="533">'
        '<img src="webp" srcset="webp 400w, webp 800w" sizes="50vw" width="800" height="533" '
        'alt="A &quot;quiet&quot; room" loading="lazy" decoding="async"></picture>'
    )


def test_a_phone_gets_another_crop_of_the_hero_and_gets_it_at_once():
    picture = PictureFactory(size=(1000, 1000))
    make(picture, shapes=["hero"])

    html = render('photo picture "hero" eager=True', picture)

    assert re.findall(r'media="([^"]+)"', html) == ["(max-width: 40rem)"] * 2
    assert 'loading="eager" fetchpriority="high"' in html


@pytest.mark.parametrize(
    ("about", "tag", "alt"),
    [
        ({"description": "A heart"}, 'photo picture "square"', "A heart"),
        ({"description": "A heart"}, 'photo picture "square" alt="Ada"', "Ada"),
        ({"description": "A heart"}, 'photo picture "square" alt=""', ""),
        ({"description": "A heart", "purpose": Picture.Purpose.DECORATIVE}, 'photo picture "square"', ""),
    ],
)
def test_the_alternative_text_is_what_somebody_decided(about, tag, alt):
    picture = PictureFactory(**about)
    make(picture, shapes=["square"])

    assert re.findall(r'alt="([^"]*)"', render(tag, picture)) == [alt]


def test_a_picture_in_the_making_is_a_box_that_says_what_it_will_show():
    picture = PictureFactory(description="A heart")

    assert render('photo picture "card"', picture) == (
        '<span class="photo photo--card photo--waiting" role="img" aria-label="A heart"></span>'
    )
    assert not Rendition.objects.exists()


def test_a_logo_is_lossless_and_sharp_on_sharp_screens():
    picture = PictureFactory(size=(1000, 500))
    make(picture, shapes=["logo"])

    assert without_addresses(render('photo picture "logo"', picture)) == (
        '<picture class="photo photo--logo"><img src="webp" srcset="webp 1x, webp 2x" width="96" height="48" '
        f'alt="{picture.description}" loading="lazy" decoding="async"></picture>'
    )


def test_a_picture_somebody_has_withdrawn_from_is_not_shown():
    tag, picture = 'photo picture "card"', PictureFactory()
    make(picture)
    shown = render(tag, picture)

    picture.consent = Picture.Consent.WITHDRAWN

    assert shown != ""
    assert render(tag, picture) == ""


def test_no_picture_is_nothing():
    assert render('photo picture "card"', None) == ""


def test_a_picture_is_looked_up_once_whatever_it_is_shown_as(django_assert_num_queries):
    made = PictureFactory()
    make(made)
    picture = Picture.objects.get(pk=made.pk)

    with django_assert_num_queries(1):
        render('photo picture "card" %}{% photo picture "hero" %}{% photo picture "story"', picture)
