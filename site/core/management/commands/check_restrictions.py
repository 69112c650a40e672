from django.core.management.base import BaseCommand
from wagtail.models import Page

from core.restrictions import at_odds, carried, reached_elsewhere


class Command(BaseCommand):
    help = "Tells which pages need a password or login, what of that holds in other languages, and what is at odds."

    def handle(self, *args, **options):
        rows = list(carried().select_related("page__locale").order_by("page__path", "pk"))
        if not rows:
            self.stdout.write("No page is restricted.")
            return
        for row in rows:
            elsewhere = reached_elsewhere(row)
            more = ". Holds in other languages as well:" if elsewhere else ""
            self.stdout.write(f"{_where(row.page)}: {row.restriction_type}{more}")
            for page in elsewhere:
                self.stdout.write(f"  {_where(page)}")
        number = "1 restriction" if len(rows) == 1 else f"{len(rows)} restrictions"
        if odd := ", ".join(_where(row.page) for row in at_odds()):
            self.stdout.write(
                f"{number}. At odds with another language, so that readers must pass both: {odd}. "
                "Set the privacy of one of them again: it then holds for all."
            )
        else:
            self.stdout.write(f"{number}, none at odds with another.")


def _where(page):
    path = Page.objects.get(pk=page.pk).url or page.url_path
    return f"{path} ({page.locale.get_display_name()})"
