from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("events", "0012_move_search_text")]

    # Its rows are in core.SearchText.
    operations = [migrations.DeleteModel(name="SearchText")]
