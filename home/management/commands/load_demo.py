import logging

from django.core.management.base import BaseCommand
from django.utils import timezone

from home.demo.load import load_demo


class Command(BaseCommand):
    """Fills a new site with an invented university's pages, events and pictures."""

    help = (
        "Load the demonstration content. Safe to repeat: what was loaded once is never written again, "
        "so nobody's changes are lost and what somebody deleted stays deleted."
    )

    def add_arguments(self, parser):
        parser.add_argument("--restore", action="store_true", help="Load again what was deleted since.")
        parser.add_argument("--without-pictures", action="store_true", help="Write the pages only, which takes seconds.")

    def handle(self, *args, restore, without_pictures, **options):
        if options["verbosity"] < 2:
            # Three hundred lines about pages created and published help nobody who only starts the site.
            logging.getLogger("wagtail").setLevel(logging.WARNING)
        say = self.stdout.write if options["verbosity"] > 0 else lambda words: None
        added = load_demo(now=timezone.now(), restore=restore, with_pictures=not without_pictures, say=say)
        say(f"{added} things loaded." if added else "Everything was loaded before: nothing to do.")
