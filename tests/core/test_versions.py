import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core.models import ContentVersion
from core.versions import renew, token_of


class Undone(Exception):
    pass


@transaction.atomic
def fail():
    renew("trees")
    raise Undone


def stored():
    return ContentVersion.objects.of("trees")


@pytest.mark.django_db
def test_a_transaction_renews_a_token_once():
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        for _each in range(5):
            renew("trees")
            renew("flowers")

    assert sum("core_contentversion" in query["sql"] for query in queries) == 2


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
