from django.core.management.base import BaseCommand
from django.utils import timezone

from core.publishing import rebuild


class Command(BaseCommand):
    help = "Makes everything that is read instead of pages true to the pages again, and says what was not."

    def handle(self, *args, **options):
        differences = rebuild(now=timezone.now())
        for difference in differences:
            self.stdout.write(difference)
        self.stdout.write(f"{len(differences)} corrected." if differences else "Nothing to correct.")
