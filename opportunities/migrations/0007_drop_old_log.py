from django.db import migrations


class Migration(migrations.Migration):
    """What was told there stands in the public log now. In the same release, since none was made yet (decision 0176)."""

    dependencies = [("opportunities", "0006_move_changes_to_the_public_log")]

    operations = [migrations.DeleteModel(name="OpportunityChange")]
