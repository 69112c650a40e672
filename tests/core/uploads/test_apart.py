"""A reader that loops, eats memory or dies does so alone."""

import multiprocessing
import os
import signal
import time

import pytest

from core.uploads.apart import NotRead, read_apart

TOO_MUCH = "This file takes far too long to read, or too much memory. Is there only the table in it?"


def test_what_was_read_comes_back_whole():
    assert read_apart(lambda *rows: {"rows": rows}, "a", 2, None) == {"rows": ("a", 2, None)}


def test_much_comes_back_too():
    assert len(read_apart(bytes, 5_000_000)) == 5_000_000


def test_what_the_reader_says_is_wrong_is_said():
    def read():
        raise ValueError("row 7")

    with pytest.raises(ValueError, match="row 7"):
        read_apart(read)


def for_ever():
    while True:
        pass


def in_one_step():
    # One call that never comes back to Python, so that no handler of ours would ever be asked.
    return sum(range(10**14))


def all_memory():
    return [bytes(10_000_000) for _number in range(100_000)]


def dies():
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("read", [for_ever, in_one_step, dies])
def test_a_reader_that_does_not_end_well_is_ended(read):
    with pytest.raises(NotRead) as refused:
        read_apart(read, seconds=0.3)

    assert str(refused.value) == TOO_MUCH


def test_a_reader_that_wants_all_memory_is_ended_before_its_time():
    before = time.monotonic()
    with pytest.raises(NotRead) as refused:
        read_apart(all_memory, seconds=60, megabytes=100)

    assert (str(refused.value), time.monotonic() - before < 30) == (TOO_MUCH, True)


def test_nothing_of_a_reader_is_left():
    with pytest.raises(NotRead):
        read_apart(for_ever, seconds=0.2)

    assert multiprocessing.active_children() == []


@pytest.mark.django_db
def test_our_connection_is_still_ours_afterwards(django_user_model):
    django_user_model.objects.create(username="before")
    with pytest.raises(NotRead):
        read_apart(for_ever, seconds=0.2)

    assert django_user_model.objects.get().username == "before"
