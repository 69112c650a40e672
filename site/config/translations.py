"""Translations as gettext reads them, made from what translators write whenever that has changed.

docs/decisions/0172-translations-are-compiled-when-they-change.md
"""

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path


def compiled(source, folder):
    """The folder with the .mo file of each language in `source`, below `folder` or, where nothing can be written, elsewhere.

    It has a name made from the words, so that no process reads what another is still writing.
    """
    files = sorted(source.glob("*/LC_MESSAGES/django.po"))
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    if not (made := folder / digest).exists():
        draft = folder / f"{digest}.{os.getpid()}"
        try:
            draft.mkdir(parents=True)
        except OSError:
            made = draft = Path(tempfile.mkdtemp(prefix="engage-locale-"))
        _compile(files, source, draft)
        # Another process may have been faster, with the same.
        with suppress(OSError):
            draft.rename(made)
    return made


def _compile(files, source, draft):
    import polib  # noqa: PLC0415 – not needed where nothing has changed, which is nearly always

    for file in files:
        target = draft / file.relative_to(source).with_suffix(".mo")
        target.parent.mkdir(parents=True)
        polib.pofile(str(file)).save_as_mofile(str(target))
