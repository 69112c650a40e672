from django.db import models


class SearchText(models.Model):
    """What is said on one published page, as lists look for it: each word once. See `core.search.words`.

    Publishing writes it, for each language by itself; it goes with the page.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="search_text")
    text = models.TextField()

    def __str__(self):
        return str(self.page_id)
