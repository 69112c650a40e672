"""An editor at the import screens, and what files say."""

import json
from datetime import UTC, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.models import Import, ImportRow

from .files import csv_file

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


class Desk:
    """An editor at the import screens."""

    def __init__(self, client, user, parent):
        self.client, self.parent = client, parent
        client.force_login(user)

    def upload(self, content, name="events.csv"):
        file = SimpleUploadedFile(name, content)
        return self.client.post(reverse("event_imports:index"), {"file": file, "parent": self.parent.pk})

    def check(self, content, name="events.csv", **chosen):
        """Upload, take the guessed columns, and see the dry run."""
        response = self.upload(content, name)
        assert response.status_code == 302, response.context["form"].errors
        columns = self.client.get(response.url)
        guessed = {field.name: field.initial or "" for field in columns.context["form"]}
        return self.client.post(response.url, guessed | chosen, follow=True)

    def press(self, step, **data):
        batch = Import.objects.latest("pk")
        return self.client.post(reverse(f"event_imports:{step}", args=[batch.pk]), data, follow=True)


def outcomes():
    return list(ImportRow.objects.order_by("batch_id", "number").values_list("number", "outcome", "problems"))


WHOLE = csv_file(
    "Reference,Title,Day,Starts,Ends,Summary,Description,Format,Themes,Meant for,Venue,Room,Minimum age,Price,Price from,Email",
    'A1,Stars,18/03/2027,18:00,19:30,Bring a coat.,"We look up.\n\nThen we talk.",Talk,Space; Night,Families,'
    "Old Observatory,dome,8,paid,£4.50,stars@example.org",
)  # fmt: skip


HEADING = json.dumps([{"type": "heading", "value": {"text": "Look up", "level": "2"}}])
