import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from wagtail.models import Site


class Command(BaseCommand):
    help = "Prepares this machine: a login with a random password, and the address of the site. Changes nothing a second time."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port, **options):
        # Absolute addresses (calendars, feeds, canonical links) must lead to this machine.
        Site.objects.filter(is_default_site=True, hostname="localhost").exclude(port=port).update(port=port)
        Site.clear_site_root_paths_cache()
        if get_user_model().objects.filter(is_superuser=True).exists():
            return
        password = secrets.token_urlsafe(12)
        get_user_model().objects.create_superuser(username="admin", email="", password=password)
        file = settings.VAR_DIR / "login.txt"
        file.touch(mode=0o600)
        file.write_text(f"name: admin\npassword: {password}\n")
        shown = file.relative_to(settings.REPOSITORY) if file.is_relative_to(settings.REPOSITORY) else file
        self.stdout.write(f"A login for this machine, also in {shown} (not in git):")
        self.stdout.write(f"  name: admin   password: {password}")
