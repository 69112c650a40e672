from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth.models import Permission

NOW = datetime(2027, 9, 30, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer(client, editor):
    editor.user_permissions.add(Permission.objects.get(codename="triage_calls"))
    client.force_login(editor)
    return editor
