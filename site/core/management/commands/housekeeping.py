import logging
import time

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, close_old_connections

from core import registries
from core.errors import is_database_away
from core.periodic_tasks import run_periodic_tasks

logger = logging.getLogger(__name__)

#: How long to rest between two looks at what is due.
REST = 20  # seconds


class Command(BaseCommand):
    help = (
        "Does whatever is due of what has to be done regularly: publishes scheduled pages, tries mail again, reads feeds, "
        "forgets what is past its time. Run it every minute, or let it run with --watch: either is enough."
    )

    def add_arguments(self, parser):
        parser.add_argument("names", nargs="*", metavar="task", help="Do only these, now, whether they are due or not.")
        parser.add_argument("--watch", action="store_true", help="Go on until stopped.")
        parser.add_argument("--list", action="store_true", help="Say what there is to do, and do nothing.")

    def handle(self, *, names, watch, **options):
        if options["list"]:
            for name, task in registries.periodic_tasks.items():
                self.stdout.write(f"{name}: every {task.every}")
            return
        if unknown := [name for name in names if name not in registries.periodic_tasks]:
            raise CommandError(f"Nobody knows how to {', '.join(unknown)}. There is: {', '.join(registries.periodic_tasks)}.")
        while True:
            try:
                self._do(names, verbosity=options["verbosity"])
            except DatabaseError as error:
                # Away for a moment; what is due then is due later as well.
                if not watch or not is_database_away(error):
                    raise
                logger.warning("housekeeping_without_database", extra={"error": type(error).__name__})
            if not watch:
                return
            close_old_connections()
            time.sleep(REST)

    def _do(self, names, *, verbosity):
        for name, outcome in run_periodic_tasks(names=names, is_anyway=bool(names)):
            if isinstance(outcome, Exception):
                self.stderr.write(f"{name}: failed ({type(outcome).__name__}); tried again later")
            elif verbosity > 1 or (verbosity and outcome):
                self.stdout.write(f"{name}: {outcome or 'done'}")
