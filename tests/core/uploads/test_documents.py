import zipfile
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.models import Download
from core.uploads.documents import check_document
from tests.factories.core import PDF, DownloadFactory

TAKEN = ", ".join(settings.WAGTAILDOCS_EXTENSIONS)
PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


def zipped(**members):
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


WORD = zipped(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"})
SLIDES = zipped(**{"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p:presentation/>"})
SHEET = zipped(**{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})
OPEN_DOCUMENT = zipped(**{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office/>"})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("A.PDF", PDF),
        ("a.docx", WORD),
        ("a.pptx", SLIDES),
        ("a.xlsx", SHEET),
        ("a.odt", OPEN_DOCUMENT),
        ("a.zip", zipped(a="b")),
        ("a.rtf", b"{\\rtf1 Hello}"),
        ("a.txt", b"Croeso\n"),
        ("a.txt", "أهلا".encode("utf-16")),
        ("a.csv", "\ufeffName,Places\nTalk,20\n".encode()),
        ("a.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
    ],
)
def test_a_document_that_is_what_its_name_says_is_taken(name, content):
    check_document(ContentFile(content, name=name))


@pytest.fixture
def editor(client, django_user_model, db):
    client.force_login(django_user_model.objects.create_superuser("editor@example.ac.uk", password=None))
    return client


BAD = [
    pytest.param("a.pdf", PAGE, id="a page as pdf"),
    pytest.param("a.pdf", PAGE + PDF, id="a page that is also a pdf"),
    pytest.param("a.docx", b"MZ\x90\x00" + bytes(200), id="a program as docx"),
    pytest.param("a.docx", SHEET, id="a sheet as docx"),
    pytest.param("a.docx", PAGE + WORD, id="a page that is also a docx"),
    pytest.param("a.odt", WORD, id="docx as odt"),
    pytest.param("a.xlsx", b"PK\x03\x04 cut short", id="half a sheet"),
    pytest.param("a.zip", PDF, id="pdf as zip"),
    pytest.param("a.txt", PAGE, id="a page as text"),
    pytest.param("a.csv", b"\xef\xbb\xbf  <script>alert(1)</script>", id="a script as csv"),
    pytest.param("a.txt", b"a\0b", id="NUL in text"),
    pytest.param("a.csv", b"\xff\xd8\xff\xe0 picture", id="a picture as csv"),
    pytest.param("a.ics", b"Name,Places", id="csv as calendar"),
    pytest.param("a.rtf", b"Hello", id="text as rtf"),
]


@pytest.mark.parametrize(("name", "content"), BAD)
def test_what_is_not_what_its_name_says_is_refused_in_words(name, content, editor):
    response = editor.post(reverse("wagtaildocs:add"), {"title": "Leaflet", "file": SimpleUploadedFile(name, content)})

    kind = name.rpartition(".")[2].upper()
    assert response.context["form"].errors == {
        "file": [f"This is not a {kind} file, whatever its name says. Save it as {kind} and try again."]
    }
    assert not Download.objects.exists()
    assert not default_storage.exists(f"documents/{name}")


def test_several_documents_at_once_are_refused_one_by_one(editor):
    about = {"title": "Leaflet", "files[]": SimpleUploadedFile("a.pdf", PAGE)}

    response = editor.post(reverse("wagtaildocs:add_multiple"), about, headers={"X-Requested-With": "fetch"})

    assert response.json() == {
        "success": False,
        "error_message": "This is not a PDF file, whatever its name says. Save it as PDF and try again.",
    }
    assert not Download.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "title", "errors"),
    [
        ("a.pdf", b"", "Leaflet", {"file": ["The submitted file is empty."]}),
        (
            "a.html",
            PAGE,
            "Leaflet",
            {"file": [f"File extension “html” is not allowed. Allowed extensions are: {TAKEN}."]},
        ),
        ("a.pdf", PDF, "Leaf\0let", {"title": ["Null characters are not allowed."]}),
    ],
)
def test_other_bad_input_is_an_error_in_the_form(name, content, title, errors, editor):
    response = editor.post(reverse("wagtaildocs:add"), {"title": title, "file": SimpleUploadedFile(name, content)})

    assert response.context["form"].errors == errors
    assert not Download.objects.exists()


def test_a_good_document_can_be_added_and_its_title_changed(editor):
    editor.post(reverse("wagtaildocs:add"), {"title": "Leaflet", "file": SimpleUploadedFile("a.pdf", PDF)})
    document = Download.objects.get()

    editor.post(reverse("wagtaildocs:edit", args=[document.pk]), {"title": "Programme"})

    document.refresh_from_db()
    assert document.title == "Programme"


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [("a.pdf", PDF, "application/pdf"), ("a.ics", b"BEGIN:VCALENDAR", "text/calendar; charset=utf-8")],
)
def test_a_document_is_saved_and_never_opened_under_our_address(name, content, content_type, client, db):
    document = DownloadFactory(file=ContentFile(content, name=name))

    response = client.get(document.url)

    assert b"".join(response.streaming_content) == content
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("address", ["/documents/999999/a.pdf", "/documents/x/a.pdf", "/documents/99999999999999999999/a.pdf"])
def test_an_unknown_document_is_not_found(address, client, db):
    assert client.get(address).status_code == 404
