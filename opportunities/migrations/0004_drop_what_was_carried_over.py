from core.operations import Batch
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0003_carry_over")]

    operations = [Batch([migrations.DeleteModel("OpportunityChange"), migrations.DeleteModel("OpportunityWords")])]
