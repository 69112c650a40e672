from django.core.management.base import BaseCommand
from django.utils import timezone

from opportunities.external.services import read_all_feeds


class Command(BaseCommand):
    help = "Reads the feeds of other funders into the inbox of external calls. Once a day is enough."

    def handle(self, *args, **options):
        for source, outcome in read_all_feeds(now=timezone.now()).items():
            if outcome is None:
                source.refresh_from_db()
                self.stdout.write(f"{source}: {source.problem}")
            else:
                self.stdout.write(f"{source}: {outcome.new} new, {outcome.known} known, {outcome.changed} changed")
