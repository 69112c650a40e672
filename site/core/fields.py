"""Fields of models."""

import json

from wagtail import fields
from wagtail.blocks import StreamBlock, StreamValue


class RawStreamBlock(StreamBlock):
    """Stands in for the blocks in migrations: takes whatever a row holds, and gives it back as it was (`value.raw_data`)."""

    def to_python(self, value):
        if isinstance(value, StreamValue):
            return value
        if isinstance(value, str):
            value = json.loads(value or "[]")
        # Wagtail leaves out what it has no definition of: a data migration that saves a page would empty its story.
        return StreamValue(self, list(value or []), is_lazy=True)


class StreamField(fields.StreamField):
    """Wagtail's, but migrations don't say which blocks may stand in it, so that changing a block costs no migration.

    How to write a data migration over blocks: docs/decisions/0161-migrations-hold-no-blocks.md.
    """

    def __init__(self, block_types=RawStreamBlock, **kwargs):
        super().__init__(block_types, **kwargs)

    def deconstruct(self):
        # Of Wagtail's parent: Wagtail itself only adds the blocks.
        return super(fields.StreamField, self).deconstruct()

    def clone(self):
        """With its blocks: a migration that names some in an `AlterField` finds them in its models."""
        _, _, _, kwargs = self.deconstruct()
        options = {name: value for name, value in self.block_opts.items() if name != "required"}
        return type(self)(self.block_types_arg, **options, **kwargs)
