import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core.models import ContentVersion
from core.versions import PAGES, renew, renewed_once, token_of, versions_of_items


class Undone(Exception):
    pass


@transaction.atomic
def fail():
    renew("trees")
    raise Undone


def stored():
    return ContentVersion.objects.of("trees")


@pytest.mark.django_db
@pytest.mark.parametrize(("items", "asked"), [(None, 1), ([7, 8, 7], 2)])
def test_a_change_is_told_in_one_query_for_the_kind_and_one_for_all_items(items, asked):
    with CaptureQueriesContext(connection) as queries:
        renew("trees", items)

    assert len(queries) == asked


@pytest.mark.django_db
def test_many_changes_are_told_together_at_the_end():
    with CaptureQueriesContext(connection) as queries, renewed_once():
        for item in range(9):
            renew("trees", [item])
        with renewed_once():
            renew("trees", [9])

    assert [query["sql"].split(" ")[0] for query in queries] == ["SAVEPOINT", "INSERT", "INSERT", "RELEASE"]
    assert set(versions_of_items("trees").by_item) == set(range(10))


@pytest.mark.django_db
def test_what_waits_is_written_in_one_order_whoever_writes_it():
    """Each row is locked until the transaction ends; whoever saves a page locks that of pages first."""
    with CaptureQueriesContext(connection) as queries, renewed_once():
        for name in ("trees", PAGES, "flowers"):
            renew(name)

    names = (PAGES, "flowers", "trees")
    assert [name for query in queries for name in names if f"'{name}'" in query["sql"]] == [*names]


@pytest.mark.django_db
@pytest.mark.parametrize("one_more", [None, [8]])
def test_among_many_changes_one_that_may_be_about_all_is_about_all(one_more):
    before = versions_of_items("trees")
    with renewed_once():
        renew("trees", [7])
        renew("trees")
        renew("trees", one_more)

    assert versions_of_items("trees").changed_since(before) is None


@pytest.mark.django_db
def test_who_asks_in_between_is_told_of_what_waits():
    renew("trees", [7])
    tokens, before = [token_of("trees")], versions_of_items("trees")

    with renewed_once():
        for item in (8, 9):
            renew("trees", [item])
            tokens.append(token_of("trees"))
        renew("trees", [10])
        in_between = versions_of_items("trees").changed_since(before)
        renew("trees", [11])

    assert len({*tokens, token_of("trees")}) == 4
    assert (in_between, versions_of_items("trees").changed_since(before)) == ({8, 9, 10}, {8, 9, 10, 11})


@pytest.mark.django_db
def test_what_failed_is_not_told_and_the_next_change_is():
    renew("trees")
    before = stored()

    @renewed_once()
    def change_and_fail():
        renew("trees")
        raise Undone

    with pytest.raises(Undone):
        change_and_fail()
    after_failing = stored()

    renew("trees")

    assert after_failing == before
    assert stored() != before


@pytest.mark.django_db
def test_what_has_changed_since_is_known_by_item_or_else_it_may_be_anything():
    renew("trees", [7, 8])
    before = versions_of_items("trees")
    renew("flowers", [9])

    nothing = versions_of_items("trees").changed_since(before)
    renew("trees", [8, 9])
    some = versions_of_items("trees").changed_since(before)
    renew("trees")

    assert (nothing, some, versions_of_items("trees").changed_since(before)) == (set(), {8, 9}, None)


@pytest.mark.django_db
def test_what_was_rolled_back_has_changed_once_more():
    renew("trees", [7])

    @transaction.atomic
    def change_and_regret():
        renew("trees", [7, 8])
        seen.append(versions_of_items("trees"))
        raise Undone

    seen = []
    with pytest.raises(Undone):
        change_and_regret()

    assert versions_of_items("trees").changed_since(seen[0]) == {7, 8}


@pytest.mark.django_db
def test_what_changes_after_somebody_has_asked_has_another_token():
    renew("trees")
    asked = token_of("trees")

    renew("trees")

    assert token_of("trees") != asked


@pytest.mark.django_db
def test_a_token_that_was_rolled_back_is_renewed_again():
    renew("trees")
    before = token_of("trees")
    with pytest.raises(Undone):
        fail()
    rolled_back = stored()

    renew("trees")

    assert rolled_back == before
    assert stored() != before


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_each_transaction_renews_for_itself():
    tokens = set()
    for _each in range(3):
        with transaction.atomic():
            renew("trees")
        tokens.add(stored())
    renew("trees")
    renew("trees")

    assert len(tokens | {stored()}) == 4
