from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from mail import services


class Command(BaseCommand):
    help = "Delivers all mail that is due and forgets what is past its time. `housekeeping` does so by itself."

    def handle(self, **options):
        sent, forgotten = services.deliver_due(at_most=timedelta(hours=1)), services.forget_old(now=timezone.now())
        if options["verbosity"]:
            self.stdout.write(f"{sent} sent, {forgotten} forgotten.")
