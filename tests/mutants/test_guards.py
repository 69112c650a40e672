"""The list of guards stays true: what `make mutants` breaks is there to be broken."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.mutants.guards import all_guards

ROOT = Path(settings.REPOSITORY)
GUARDS = all_guards()


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_a_guard_is_where_the_list_says(guard):
    whole = (ROOT / guard.file).read_text()

    assert guard.broken(whole) != whole
    assert [test for test in guard.tests if not (ROOT / test.partition("::")[0]).exists()] == []


def test_each_guard_has_a_name_of_its_own():
    names = [guard.name for guard in GUARDS]

    assert sorted(set(names)) == sorted(names)


def test_there_are_enough_of_them():
    assert len(GUARDS) >= 60
