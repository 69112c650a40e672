"""Operations of migrations."""

from django.db.migrations.operations.base import Operation


class Batch(Operation):
    """Does Django's `operations` at once: each to another model, or creating models which may name each other.

    Django builds all models that are related to a changed one again, after each change: that is nearly all there are, since
    ours lead to pages and people. Here they are built once (docs/decisions/0162-first-migrations.md).
    """

    serialization_expand_args = ["operations"]

    def __init__(self, operations):
        self.operations = operations

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # a cached property: without it, nothing is built before somebody asks
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "; ".join(operation.describe() for operation in self.operations)
