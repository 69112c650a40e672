"""The record of who saw whom: only added to, read by few, and itself forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission

from core import audit
from core.models import AccessRecord
from core.models.access_records import OnlyAddedTo
from core.periodic_tasks import run_periodic_tasks
from tests.factories.users import UserFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
REPORT = "/admin/reports/access-to-people/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    user = UserFactory(username="keeper")
    return audit.record("exported", user=user, kind="mailinglist.subscriber", number=3, reason="A count", now=NOON)


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record.save(),
        lambda record: record.delete(),
        lambda record: AccessRecord.objects.update(reason=""),
        lambda record: AccessRecord.objects.all().delete(),
        lambda record: AccessRecord.objects.filter(pk=record.pk).delete(),
        lambda record: AccessRecord.objects.bulk_update([record], ["reason"]),
    ],
)
def test_nothing_that_was_recorded_is_changed(record, change):
    record.reason = "Another"

    with pytest.raises(OnlyAddedTo):
        change(record)

    assert AccessRecord.objects.values_list("reason", flat=True).get() == "A count"


def test_the_admin_offers_no_permission_but_to_read(db):
    found = Permission.objects.filter(content_type__app_label="core", content_type__model="accessrecord")

    assert [permission.codename for permission in found] == ["view_accessrecord"]


def test_the_report_is_read_by_who_may(client, record):
    reader, editor = UserFactory(), UserFactory()
    reader.user_permissions.set(Permission.objects.filter(codename__in=["view_accessrecord", "access_admin"]))
    editor.user_permissions.set(Permission.objects.filter(codename="access_admin"))

    client.force_login(reader)
    page, menu = client.get(REPORT).content.decode(), client.get("/admin/").content.decode()
    file = client.get(f"{REPORT}?export=csv").getvalue().decode().splitlines()
    client.force_login(editor)
    refused = [client.get(address) for address in (REPORT, f"{REPORT}results/", f"{REPORT}?export=csv")]

    assert [word in page for word in ("keeper", "Exported", "A count")] == [True, True, True]
    assert REPORT in menu
    assert file[1].split(",")[1:] == ["keeper", "Exported", "subscribers", "", "3", "A count"]
    assert [answer.status_code for answer in refused] == [302] * 3


def test_an_account_that_is_deleted_leaves_its_number(client, record, admin_user):
    number = record.user_id
    record.user.delete()
    client.force_login(admin_user)

    assert f"account {number}, deleted" in client.get(REPORT).content.decode()


def test_records_go_after_two_years(record):
    audit.record("viewed", user=record.user, kind="mailinglist.subscriber", now=NOON + timedelta(days=1))

    list(
        run_periodic_tasks(
            now=NOON + audit.RETENTION + timedelta(seconds=1), names=["forget who looked at people"], is_anyway=True
        )
    )

    assert list(AccessRecord.objects.values_list("action", flat=True)) == ["viewed"]
