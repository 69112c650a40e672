from django.core.management.base import BaseCommand
from django.utils import timezone

from opportunities.services.rebuild import rebuild_opportunities
from opportunities.shifts.services import follow


class Command(BaseCommand):
    help = "Makes every opportunity's dates and states true to its page again, and says what was not."

    def handle(self, *args, **options):
        differences = rebuild_opportunities(now=timezone.now())
        for difference in differences:
            self.stdout.write(difference)
        if moved := follow():
            self.stdout.write(f"{moved} shifts put where their events are.")
        self.stdout.write(f"{len(differences)} corrected." if differences else "Nothing to correct.")
