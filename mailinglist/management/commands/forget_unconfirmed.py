from django.core.management.base import BaseCommand
from django.utils import timezone

from mailinglist import services


class Command(BaseCommand):
    help = f"Forgets addresses that nobody has confirmed within {services.UNCONFIRMED_RETENTION.days} days."

    def handle(self, **options):
        self.stdout.write(f"{services.forget_unconfirmed(now=timezone.now())} forgotten.")
