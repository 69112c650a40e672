from django.db import models


class OpportunityWords(models.Model):
    """The words of one opportunity's page in one language, as the list looks for them. See `opportunities.search.words`."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="opportunity_words")
    text = models.TextField()

    def __str__(self):
        return str(self.page_id)
