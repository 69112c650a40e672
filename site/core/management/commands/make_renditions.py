from django.core.management.base import BaseCommand

from core.models import Picture
from core.pictures import make


class Command(BaseCommand):
    help = "Make pictures ready to be shown, in every shape. Needed after an import without a worker, or when shapes change."

    def add_arguments(self, parser):
        parser.add_argument("--missing", action="store_true", help="only pictures of which nothing is made yet")

    def handle(self, *args, missing, **options):
        pictures = Picture.objects.order_by("pk")
        if missing:
            pictures = pictures.filter(renditions=None)
        made, failed = 0, 0
        for picture in pictures.iterator(chunk_size=100):
            try:
                made += make(picture)
            except OSError as error:
                failed += 1
                self.stderr.write(f"{picture.pk} {picture.title}: {error}")
        self.stdout.write(f"Made {made} renditions; {failed} pictures could not be read.")
