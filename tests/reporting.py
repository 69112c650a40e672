"""Says at the end of a run what could not be tried here and how to get it, instead of skipping in silence."""

import os

import pytest

MISSING = pytest.StashKey[dict]()
HOW_TO_GET = {
    "Chromium": "apt-get install chromium, or set CHROMIUM to its path",
    "PostgreSQL": "apt-get install postgresql, then set DATABASE_URL=postgres://…; .ci/run does both",
    "PostgreSQL's programs": "apt-get install postgresql",
    "Redis": "apt-get install redis-server",
    "Lighthouse": "apt-get install nodejs npm chromium, then: npm ci --ignore-scripts --prefix tests/lighthouse",
}


def not_run_without(component):
    """Skip the test because a component is missing, or fail where everything that can be had is required (CI)."""
    words = f"needs {component}: {HOW_TO_GET[component]}"
    if os.environ.get("REQUIRE_EVERYTHING"):
        pytest.fail(words)
    pytest.skip(words)


def pytest_terminal_summary(terminalreporter):
    from django.conf import settings  # noqa: PLC0415 – the plugin is read before Django is set up

    engine = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    terminalreporter.section("What was run")
    terminalreporter.line(f"Database: {'PostgreSQL' if engine == 'postgresql' else 'SQLite'}")
    if engine != "postgresql":
        terminalreporter.line(f"Not run here: the same tests on PostgreSQL. {HOW_TO_GET['PostgreSQL']}.")
    reasons = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[reason] = reasons.get(reason, 0) + 1
    for reason, count in sorted(reasons.items()):
        terminalreporter.line(f"Not run: {count} tests, {reason}")
    if not reasons:
        terminalreporter.line("Nothing was skipped.")
