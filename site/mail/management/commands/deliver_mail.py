import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from mail import services


class Command(BaseCommand):
    help = (
        "Delivers all mail that is due and forgets what is past its time. With --watch it does so every minute until stopped."
    )

    def add_arguments(self, parser):
        parser.add_argument("--watch", action="store_true")

    def handle(self, *, watch, **options):
        while True:
            sent, forgotten = services.deliver_due(), services.forget_old(now=timezone.now())
            if options["verbosity"] and (sent or forgotten or not watch):
                self.stdout.write(f"{sent} sent, {forgotten} forgotten.")
            if not watch:
                return
            close_old_connections()
            time.sleep(60)
