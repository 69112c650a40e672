from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from home.demo.measuring import AlreadyThere, generate
from home.demo.measuring_calls import generate_calls
from home.demo.measuring_festival import generate_festival

#: A festival with more could not be looked through by anybody.
MOST_SESSIONS = 2000


class Command(BaseCommand):
    """Makes content for measuring: many events, and funding calls if asked for, in sections of their own."""

    help = (
        "Make events and funding calls for measuring, the same ones for the same seed and moment, in sections of their own. "
        "Run `update_index` afterwards if search is to find them."
    )

    def add_arguments(self, parser):
        parser.add_argument("--events", type=int, default=1000, help="How many events (default: 1000).")
        parser.add_argument("--occurrences-per-event", type=int, default=3, help="How many weekly dates each has (default: 3).")
        parser.add_argument("--calls", type=int, default=0, help="How many funding calls (default: none).")
        parser.add_argument(
            "--festival-sessions",
            type=int,
            default=0,
            help="How many sessions a festival of its own has (default: no festival).",
        )
        parser.add_argument("--seed", type=int, default=1, help="Another seed makes other events (default: 1).")
        parser.add_argument("--now", type=datetime.fromisoformat, help="The moment dates are counted from (default: now).")
        parser.add_argument("--replace", action="store_true", help="Take away what an earlier run made.")

    def handle(self, *args, events, occurrences_per_event, calls, festival_sessions, seed, now, replace, **options):
        if not 0 <= festival_sessions <= MOST_SESSIONS:
            raise CommandError(f"Ask for 0 to {MOST_SESSIONS} sessions of a festival.")
        if events < 0 or calls < 0 or not 1 <= occurrences_per_event <= 366:
            raise CommandError("Ask for no fewer than 0 events or calls and for 1 to 366 dates of each event.")
        now = now or timezone.now()
        now = timezone.make_aware(now) if timezone.is_naive(now) else now
        try:
            section = generate(events=events, occurrences_per_event=occurrences_per_event, seed=seed, now=now, replace=replace)
            call_section = generate_calls(calls=calls, seed=seed, now=now, replace=replace)
        except AlreadyThere as error:
            raise CommandError(str(error)) from error
        if festival_sessions:
            section.refresh_from_db()
            page = generate_festival(section, sessions=festival_sessions, seed=seed, now=now)
            self.stdout.write(f"{festival_sessions} sessions under {page.get_url_parts()[2]}")
        self.stdout.write(f"{events} events with {events * occurrences_per_event} dates under {section.get_url_parts()[2]}")
        if call_section:
            self.stdout.write(f"{calls} funding calls under {call_section.get_url_parts()[2]}")
