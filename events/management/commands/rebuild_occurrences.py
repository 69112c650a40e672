from django.core.management.base import BaseCommand
from django.utils import timezone

from events.services.planning import rebuild_plans
from events.services.rebuild import rebuild_occurrences


class Command(BaseCommand):
    help = "Makes every event's dates true to its page again, and says what was not."

    def handle(self, *args, **options):
        differences = rebuild_occurrences(now=timezone.now())
        for difference in differences:
            self.stdout.write(difference)
        rebuild_plans()
        self.stdout.write(f"{len(differences)} corrected." if differences else "Nothing to correct.")
