"""Migrations hold no blocks, and the first ones stand for all that were before them."""

import inspect
import sys

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.management import RenameContentType
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from wagtail import fields

from core.checks import check_migrations
from core.fields import StreamField
from core.operations import Batch


def ours(loader):
    return {key: migration for key, migration in loader.disk_migrations.items() if is_ours(apps.get_app_config(key[0]))}


def is_ours(app):
    return app.path.startswith(str(settings.REPOSITORY)) and "site-packages" not in app.path


def plan():
    executor = MigrationExecutor(connection)
    return [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def forget(app_label, name):
    MigrationRecorder(connection).migration_qs.filter(app=app_label, name=name).delete()


def test_every_stream_of_ours_stays_out_of_migrations():
    streams = [
        field
        for model in apps.get_models()
        if is_ours(model._meta.app_config)
        for field in model._meta.local_fields
        if isinstance(field, fields.StreamField)
    ]

    assert streams
    assert [field for field in streams if not isinstance(field, StreamField)] == []


def test_no_migration_holds_blocks(db):
    texts = {
        key: inspect.getsource(sys.modules[type(migration).__module__])
        for key, migration in ours(MigrationExecutor(connection).loader).items()
    }

    assert any("from core.fields import StreamField" in text for text in texts.values())
    assert [key for key, text in texts.items() if "Block" in text or "block_lookup" in text] == []


#: The last migration that each first one stands for, and how many there were. What came later follows it.
REPLACED = {
    "core": (13, "0013_record_access_to_people"),
    "events": (22, "0022_read_imports_apart"),
    "home": (5, "0007_story_can_list_summer_schools"),
    "mail": (2, "0002_keep_senders"),
    "mailinglist": (2, "0003_keep_wishes_apart"),
    "opportunities": (8, "0008_share_places_held"),
}
#: Old names of models, as a database of before has them.
RENAMED = {
    "core": {"Chore": "PeriodicTaskState"},
    "events": {
        "Plan": "DraftEvent",
        "PlannedDate": "DraftOccurrence",
        "Run": "SessionSlot",
        "RunFacts": "IntakeFacts",
        "SchoolRun": "Intake",
    },
    "opportunities": {"Period": "StateInterval", "TrainingRun": "CourseDate"},
}


def steps(migration):
    for operation in migration.operations:
        yield from operation.operations if isinstance(operation, Batch) else [operation]


def test_first_migrations_stand_for_what_was_before_and_all_that_came_later_follows(db):
    found = ours(MigrationExecutor(connection).loader)
    first = {app: migration for (app, _name), migration in found.items() if migration.replaces}
    made, renamed, types = {}, {}, {}
    for (app, _name), migration in found.items():
        for step in steps(migration):
            if isinstance(step, migrations.RenameModel):
                assert not migration.replaces
                renamed.setdefault(app, {})[step.old_name] = step.new_name
                # Django renames the content type where the renaming stands alone, so that whatever refers to it still finds it.
                if step in migration.operations:
                    types.setdefault(app, {})[step.old_name_lower] = step.new_name_lower
            elif isinstance(step, RenameContentType):
                types.setdefault(app, {})[step.old_model] = step.new_model
            elif isinstance(step, migrations.CreateModel) and migration.replaces:
                made.setdefault(app, set()).add(step.name)

    assert {app: (len(one.replaces), one.replaces[-1][1]) for app, one in first.items()} == REPLACED
    assert renamed == RENAMED
    assert types == {app: {old.lower(): new.lower() for old, new in names.items()} for app, names in RENAMED.items()}
    assert {app: set(names) & made[app] for app, names in renamed.items()} == {
        app: set(names) for app, names in RENAMED.items()
    }


def test_operations_done_at_once_are_on_different_models(db):
    """SQLite makes the table of a changed model anew from what it was before the batch."""
    for migration in ours(MigrationExecutor(connection).loader).values():
        for batch in (operation for operation in migration.operations if isinstance(operation, Batch)):
            models_of_it = [
                (getattr(step, "model_name", None) or getattr(step, "old_name", None) or step.name).lower()
                for step in batch.operations
                if not isinstance(step, RenameContentType)
            ]
            assert len(models_of_it) == len(set(models_of_it)), migration


def test_a_database_that_knows_only_the_old_migrations_is_up_to_date(db):
    first = {key: migration for key, migration in ours(MigrationExecutor(connection).loader).items() if migration.replaces}
    for key in first:
        forget(*key)

    assert first
    assert plan() == []

    # As an empty database that has none of them.
    for replaced in first["mail", "0001_models"].replaces:
        forget(*replaced)
    assert plan() == ["mail.0001_models"]


def test_a_database_that_is_too_old_is_refused(db):
    first = MigrationExecutor(connection).loader.disk_migrations["mail", "0001_models"]
    assert check_migrations(None, databases=["default"]) == []

    for name in ["0001_models", "0002_keep_senders"]:
        forget("mail", name)
    with pytest.raises(SystemCheckError, match=r"core\.E001.* no longer there: mail\.0002_keep_senders"):
        call_command("migrate", verbosity=0, skip_checks=False)

    for replaced in first.replaces:
        forget(*replaced)
    assert check_migrations(None, databases=["default"]) == []


def test_models_created_together_may_name_each_other_and_are_built_once():
    """Leans on how Django keeps what it has built from a state: decision 0162."""
    state = ProjectState()
    built = state.apps

    def model(name, other):
        key = models.ForeignKey(f"shop.{other}", models.CASCADE)
        return migrations.CreateModel(name, [("id", models.BigAutoField(primary_key=True)), ("other", key)])

    Batch([model("Buyer", "Seller"), model("Seller", "Buyer")]).state_forwards("shop", state)

    assert "apps" not in state.__dict__
    assert state.apps is not built
    buyer, seller = state.apps.get_model("shop", "Buyer"), state.apps.get_model("shop", "Seller")
    assert (buyer._meta.get_field("other").related_model, seller._meta.get_field("other").related_model) == (seller, buyer)
