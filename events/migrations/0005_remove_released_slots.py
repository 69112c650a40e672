from django.db import migrations


class Migration(migrations.Migration):
    """They are occurrences now."""

    dependencies = [("events", "0004_move_released_slots")]
    operations = [migrations.DeleteModel("ReleasedSlot")]
