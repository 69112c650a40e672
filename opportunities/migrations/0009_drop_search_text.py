from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0008_move_search_text")]

    # Its rows are in core.SearchText.
    operations = [migrations.DeleteModel(name="OpportunityWords")]
