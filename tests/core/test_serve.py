"""`make run`: what it decides before it starts anything."""

import socket
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from wagtail.models import Site

from core.management.commands import serve


@pytest.fixture
def taken():
    """A port that somebody listens to."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_that_is_taken_is_passed_over(taken):
    assert serve.free_port(taken) > taken


def test_it_gives_up_when_no_port_nearby_is_free(taken, monkeypatch):
    monkeypatch.setattr(serve, "TRIES", 1)

    with pytest.raises(CommandError, match=f"Ports {taken} to {taken} are all taken."):
        serve.free_port(taken)


@pytest.fixture
def set_up(db, settings, tmp_path):
    settings.VAR_DIR = settings.REPOSITORY = tmp_path

    def run(port):
        out = StringIO()
        call_command("set_up_here", port=port, stdout=out)
        return out.getvalue()

    return run


def test_the_first_start_makes_a_login_that_nobody_could_guess_and_keeps_it_to_its_owner(set_up, settings):
    said = set_up(8001)

    file = settings.VAR_DIR / "login.txt"
    password = file.read_text().split()[-1]
    assert f"name: admin   password: {password}" in said
    assert len(password) >= 16
    assert oct(file.stat().st_mode)[-3:] == "600"
    assert get_user_model().objects.get(is_superuser=True).check_password(password)


def test_a_second_start_changes_nothing_but_the_port(set_up):
    set_up(8000)
    before = get_user_model().objects.values().get()

    said = set_up(8003)

    assert (said, get_user_model().objects.values().get()) == ("", before)
    assert Site.objects.get(is_default_site=True).port == 8003
