import json

import pytest
from django.db import connection, migrations, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState
from wagtail.blocks import CharBlock, StructBlock
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import RenameStreamChildrenOperation, RenameStructChildrenOperation

from core.fields import StreamField
from home.models import StandardPage

HEADING = {"type": "heading", "value": {"text": "Come and look", "level": "2"}, "id": "1"}
#: What stood in a story before its block was taken away.
FORGOTTEN = {"type": "carousel", "value": [{"speed": 3}], "id": "2"}
STORY = [HEADING, FORGOTTEN]


def state_of(field):
    state = ProjectState()
    state.add_model(ModelState("shop", "Page", [("id", models.BigAutoField(primary_key=True)), ("story", field)]))
    return state


def changes(before, after):
    found = MigrationAutodetector(state_of(before), state_of(after))._detect_changes()
    return [type(operation).__name__ for migration in found.get("shop", ()) for operation in migration.operations]


@pytest.fixture
def state():
    """The models as the last migrations leave them."""
    loader = MigrationExecutor(connection).loader
    return loader.project_state(loader.graph.leaf_nodes())


@pytest.fixture
def page(home_page):
    page = home_page.add_child(instance=StandardPage(title="About us", slug="about-us"))
    write(page.pk, STORY)
    return page


def write(pk, story):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE home_standardpage SET story = %s WHERE page_ptr_id = %s", [json.dumps(story), pk])


def stored(pk):
    with connection.cursor() as cursor:
        cursor.execute("SELECT story FROM home_standardpage WHERE page_ptr_id = %s", [pk])
        value = cursor.fetchone()[0]
    return json.loads(value) if isinstance(value, str) else value


def run(state, *operations):
    editor = connection.schema_editor()
    for operation in operations:
        before = state.clone()
        operation.state_forwards("home", state)
        operation.database_forwards("home", editor, before, state)


def test_another_block_costs_no_migration():
    few, more = [("heading", CharBlock())], [("heading", CharBlock(label="H")), ("quote", CharBlock())]

    assert changes(StreamField(few), StreamField(more, min_num=1)) == []
    assert changes(StreamField(few), StreamField(few, blank=True)) == ["AlterField"]


def test_migrations_name_the_field_alone():
    field = StreamField([("heading", CharBlock())], verbose_name="story", blank=True, max_num=3)

    assert field.deconstruct()[1:] == ("core.fields.StreamField", [], {"verbose_name": "story", "blank": True})


def test_a_clone_keeps_its_blocks():
    clone = StreamField([("heading", CharBlock())], blank=True, max_num=3).clone()

    assert list(clone.stream_block.child_blocks) == ["heading"]
    assert (clone.stream_block.meta.max_num, clone.stream_block.meta.required) == (3, False)


def test_a_migration_that_saves_a_page_keeps_all_of_its_story(page, state):
    historical = state.apps.get_model("home", "StandardPage").objects.get(pk=page.pk)

    assert list(historical.story.raw_data) == STORY
    historical.title = "About all of us"
    historical.save()
    assert stored(page.pk) == STORY


@pytest.mark.parametrize("given", [[FORGOTTEN], json.dumps([FORGOTTEN])], ids=["list", "text"])
def test_a_migration_can_write_a_story(page, state, given):
    historical = state.apps.get_model("home", "StandardPage").objects.get(pk=page.pk)
    historical.story = given
    historical.save()

    assert stored(page.pk) == [FORGOTTEN]


@pytest.mark.parametrize("given", [[], "", None])
def test_a_migration_can_empty_a_story(page, state, given):
    historical = state.apps.get_model("home", "StandardPage").objects.get(pk=page.pk)
    historical.story = given
    historical.save()

    assert stored(page.pk) == []


def test_wagtails_helper_renames_a_block(page, state):
    rename = RenameStreamChildrenOperation(old_name="carousel", new_name="gallery")

    run(state, MigrateStreamData("home", "StandardPage", "story", [(rename, "")]))

    assert stored(page.pk) == [HEADING, {**FORGOTTEN, "type": "gallery"}]


def test_wagtails_helper_changes_what_is_inside_a_block_that_the_migration_names(page, state):
    blocks = [("heading", StructBlock([("text", CharBlock()), ("level", CharBlock())]))]
    rename = RenameStructChildrenOperation(old_name="text", new_name="words")

    run(
        state,
        migrations.AlterField("StandardPage", "story", StreamField(blocks, blank=True, verbose_name="story")),
        MigrateStreamData("home", "StandardPage", "story", [(rename, "heading")]),
    )

    assert stored(page.pk) == [{**HEADING, "value": {"words": "Come and look", "level": "2"}}, FORGOTTEN]
