from django.db import models


class SearchText(models.Model):
    """The words of one event's page in one language, as the list of events looks for them. See events.search.words."""

    page = models.OneToOneField("events.EventPage", on_delete=models.CASCADE, related_name="search_text")
    text = models.TextField()

    def __str__(self):
        return str(self.page_id)
