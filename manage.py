#!/usr/bin/env python3
"""Engage's command line: `python manage.py help` lists what it can do."""

import os
import sys
from pathlib import Path

# `site/` is a folder on the path, never a package: Python's own `site` owns the name.
sys.path.insert(1, str(Path(__file__).resolve().parent / "site"))


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

    from django.core.management import execute_from_command_line  # noqa: PLC0415 – after the settings are named

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
