from django.core.management.base import BaseCommand
from django.utils import timezone

from events.schools.services import rebuild_schools


class Command(BaseCommand):
    help = "Makes every summer school's facts and runs true to its page again, and says what was not."

    def handle(self, *args, **options):
        differences = rebuild_schools(now=timezone.now())
        for difference in differences:
            self.stdout.write(difference)
        self.stdout.write(f"{len(differences)} corrected." if differences else "Nothing to correct.")
