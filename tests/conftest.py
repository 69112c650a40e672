from functools import partial
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from hypothesis import HealthCheck, settings
from wagtail.models import Site

from home.models import HomePage
from tests.factories.events import EventsPageFactory
from tests.factories.users import UserFactory
from tests.template_database import lay

TESTS = Path(__file__).parent

# A busy machine is no bug: how long a test takes is never asserted.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


#: Where time is measured, or much is done to look at little: others reach the same, and counting takes twice the time.
NOT_COUNTED = {"admin", "e2e", "faults", "home", "lighthouse", "performance", "web"}


def pytest_collection_modifyitems(items):
    """Leave out of the measure of coverage what it would only slow down."""
    for item in items:
        if item.path.relative_to(TESTS).parts[0] in NOT_COUNTED:
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(autouse=True, scope="session")
def mail_through_the_outbox(django_test_environment):
    """As everywhere else: Django's test environment would have mail kept in memory, past the outbox."""
    django_settings.EMAIL_BACKEND = "mail.backends.OutboxBackend"


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """As pytest-django does it, on a copy of a database that was migrated once: see `tests.template_database`."""
    with django_db_blocker.unblock():
        made = lay(partial(setup_databases, verbosity=0, interactive=False))
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture
def home_page(db):
    """The home page that the first migration makes."""
    return HomePage.objects.get(depth=2, locale__language_code="en")


@pytest.fixture
def site(home_page):
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def events_page(home_page):
    return EventsPageFactory(parent=home_page)


@pytest.fixture
def editor(db):
    """Somebody who may write and publish: in both of Wagtail's stock groups."""
    user = UserFactory(username="editor")
    user.groups.set(Group.objects.filter(name__in=["Editors", "Moderators"]))
    return user


@pytest.fixture(autouse=True)
def empty_cache():
    """What one test has asked, limited or remembered is nothing to the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def no_language_left_over():
    """A test that has read a Welsh page leaves Welsh behind in its process."""
    translation.deactivate()
