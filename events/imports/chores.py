"""What has to be done regularly about imports."""

from datetime import timedelta

from core.chores import Regularly
from events.imports.steps import forget_files


def forget(*, now):
    """Files hold more about people than was taken from them, and nobody may upload another one for months."""
    forget_files(now=now)


FORGET = Regularly(timedelta(hours=1), forget)
