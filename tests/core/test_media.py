"""Pictures are served by the names the database knows, and by nothing else."""

import os

import pytest
from django.conf import settings
from wagtail.models import Collection, CollectionViewRestriction

from core.models import Picture
from tests.factories.core import DownloadFactory, PictureFactory
from tests.factories.users import UserFactory

FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture
def private_collection(db):
    collection = Collection.get_first_root_node().add_child(name="Board")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=CollectionViewRestriction.LOGIN)
    return collection


@pytest.fixture
def rendition(db):
    return PictureFactory().get_rendition("fill-40x30|format-webp")


@pytest.fixture
def get(client):
    """What the site answers, read to its end, as a server does."""

    def answer(url, **headers):
        response = client.get(url, headers=headers)
        response.body = response.getvalue()
        return response

    return answer


def stored(file):
    with file.storage.open(file.name) as opened:
        return opened.read()


def rendition_in(collection):
    return PictureFactory(collection=collection).get_rendition("fill-40x30|format-webp")


def test_a_rendition_is_kept_for_ever(get, rendition, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = get(rendition.url)

    assert (response.status_code, response["Content-Type"], response["Cache-Control"]) == (200, "image/webp", FOR_EVER)
    assert response.body == stored(rendition.file)


def test_who_has_a_rendition_is_not_sent_it_again(get, rendition):
    response = get(rendition.url, **{"If-Modified-Since": get(rendition.url)["Last-Modified"]})

    assert (response.status_code, response.body, response["Cache-Control"]) == (304, b"", FOR_EVER)


def test_a_rendition_is_only_read(client, rendition):
    head = client.head(rendition.url)

    assert (head.status_code, head.getvalue(), head["Content-Length"]) == (200, b"", str(rendition.file.size))
    assert [send(rendition.url).status_code for send in (client.post, client.put, client.delete)] == [405] * 3


#: Ways to say "the folder beside" that some part between a browser and a disk would undo.
WAYS = [
    "images/../{name}",
    "images/%2e%2e/{name}",
    "images/%252e%252e/{name}",
    "images/..%2f{name}",
    "images/..%5c{name}",
    "images\\..\\{name}",
    "images//../{name}",
    "images/./../{name}",
    "images/x/../../{name}",
    "/{name}",
    "//{name}",
    "./{name}",
    "images/../../media/{name}",
    "images/..;/{name}",
    "images/%ef%bc%8e%ef%bc%8e/{name}",
    "{name}",
    "{name}/",
    "{name}%20",
    "{name}%0a",
    "{root}/{name}",
    "images/{root}/{name}",
]


@pytest.mark.parametrize("way", WAYS)
def test_nothing_else_on_the_disk_is_served_however_it_is_asked_for(get, db, private_collection, way):
    document, picture = DownloadFactory(collection=private_collection), PictureFactory()
    secrets = {file: stored(file) for file in (document.file, picture.file)}

    for file, secret in secrets.items():
        response = get("/media/" + way.format(name=file.name, root=settings.MEDIA_ROOT))

        assert response.status_code in (301, 400, 404)
        assert secret not in response.body


@pytest.mark.parametrize("way", [one for one in WAYS if one != "{name}"])
def test_a_rendition_has_no_second_address(get, rendition, way):
    response = get("/media/" + way.format(name=rendition.file.name, root=settings.MEDIA_ROOT))

    assert response.status_code in (301, 400, 404)


@pytest.mark.parametrize(
    "name", ["a" * 300, "a" * 5000, "a" * 300 + ".webp", "%00", "x%00.webp", "%ed%a0%80.webp", "", ".", ".."]
)
def test_a_name_that_no_disk_would_take_is_not_found(get, db, name):
    assert get(f"/media/images/{name}").status_code in (400, 404)


def test_a_file_in_the_folder_of_renditions_that_the_database_does_not_know_is_not_served(get, rendition):
    stray = rendition.file.storage.path(rendition.file.name).replace("picture", "stray")
    with open(stray, "wb") as file:
        file.write(b"left over")
    link = rendition.file.storage.path(rendition.file.name).replace("picture", "link")
    document = DownloadFactory()
    try:
        os.symlink(document.file.path, link)
        answers = [get(rendition.url.replace("picture", name)).status_code for name in ("stray", "link")]
    finally:
        os.remove(stray)
        os.remove(link)

    assert answers == [404, 404]


def test_a_rendition_that_was_deleted_or_has_lost_its_file_is_not_found(get, db):
    lost, deleted = (PictureFactory().get_rendition("fill-40x30|format-webp") for _ in range(2))
    lost.file.storage.delete(lost.file.name)
    type(deleted).objects.filter(pk=deleted.pk).delete()

    assert [get(one.url).status_code for one in (lost, deleted)] == [404, 404]


@pytest.mark.parametrize("depth", ["the collection itself", "a collection in it"])
def test_pictures_of_a_private_collection_are_for_those_it_lets_in(client, get, private_collection, depth):
    collection = private_collection if depth == "the collection itself" else private_collection.add_child(name="Portraits")
    picture = rendition_in(collection)

    stranger = get(picture.url)
    client.force_login(UserFactory())
    member = get(picture.url)

    assert (stranger.status_code, member.status_code, member["Cache-Control"]) == (404, 200, "private, no-store")
    assert "Cookie" in member["Vary"]


def test_a_private_collection_beside_it_hides_nothing(get, private_collection):
    picture = rendition_in(Collection.get_first_root_node().add_child(name="Open"))

    assert get(picture.url)["Cache-Control"] == FOR_EVER


def test_editors_see_pictures_of_a_collection_with_a_password(client, get, private_collection, editor):
    private_collection.get_view_restrictions().update(restriction_type=CollectionViewRestriction.PASSWORD, password="x")
    picture = rendition_in(private_collection)
    client.force_login(UserFactory())
    somebody = get(picture.url)
    client.force_login(editor)

    assert (somebody.status_code, get(picture.url).status_code) == (404, 200)


def test_a_picture_that_somebody_has_withdrawn_from_is_shown_to_editors_only(client, get, rendition, editor):
    Picture.objects.update(consent=Picture.Consent.WITHDRAWN)
    public = get(rendition.url)
    client.force_login(UserFactory())
    somebody = get(rendition.url)
    client.force_login(editor)

    assert [one.status_code for one in (public, somebody, get(rendition.url))] == [404, 404, 200]
