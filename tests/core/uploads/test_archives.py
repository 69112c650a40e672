import io
import struct
import zipfile
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.uploads.archives import open_bounded
from core.uploads.documents import check_document
from core.uploads.pictures import without_metadata


def archive(members, comment=b""):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as one:
        one.comment = comment
        for number in range(members):
            one.writestr(f"{number}", "")
    return file


def test_an_archive_is_opened_with_and_without_a_comment():
    assert [len(open_bounded(archive(3, comment)).namelist()) for comment in (b"", b"Hello")] == [3, 3]


def test_an_archive_of_more_members_than_anybody_lists_is_refused_before_they_are_listed():
    file = archive(1).getvalue()
    end = file.rfind(b"PK\x05\x06")
    listed = file[end - 47 : end] * 30_000
    numbers = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 30_000, 30_000, len(listed), 0, 0)

    with pytest.raises(ValidationError):
        check_document(SimpleUploadedFile("a.zip", file[: end - 47] + listed + numbers))


def test_a_picture_of_endless_scans_is_refused():
    made = io.BytesIO()
    Image.new("RGB", (64, 64), "green").save(made, "JPEG", progressive=True)
    whole = made.getvalue()
    places = [place for place in range(len(whole)) if whole.startswith(b"\xff\xda", place)]
    _before, last = list(pairwise([*places, len(whole) - 2]))[-1]
    scan = whole[places[-1] : last]

    assert without_metadata(io.BytesIO(whole))
    with pytest.raises(ValidationError) as refused:
        without_metadata(io.BytesIO(whole[:-2] + scan * 100 + whole[-2:]))
    assert refused.value.code == "invalid_image"
