# What the migrations named in `replaces` had made, in one step: docs/decisions/0162-first-migrations.md.

import uuid
from core.operations import Batch
from django.db import migrations, models

ID = ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID'))


class Migration(migrations.Migration):
    replaces = [('mail', name) for name in (
        '0001_initial', '0002_keep_senders',
    )]
    initial = True

    dependencies = []

    operations = [Batch([
        migrations.CreateModel('SuppressedAddress', [ID,
            ('digest', models.CharField(max_length=64, unique=True)),
            ('reason', models.CharField(max_length=20, verbose_name='reason')),
            ('since', models.DateTimeField(verbose_name='since')),
        ], options={'verbose_name': 'suppressed address', 'verbose_name_plural': 'suppressed addresses'}),
        migrations.CreateModel('OutboxMessage', [ID,
            ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('sender', models.TextField(blank=True, db_default='', verbose_name='from')),
            ('recipient', models.EmailField(max_length=254, verbose_name='to')),
            ('subject', models.CharField(max_length=255, verbose_name='subject')),
            ('text', models.TextField(verbose_name='text')), ('html', models.TextField(blank=True, verbose_name='HTML')),
            ('headers', models.JSONField(blank=True, default=dict, verbose_name='headers')),
            ('purpose', models.CharField(max_length=40, verbose_name='purpose')),
            ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('failed', 'Given up'), ('suppressed', 'Not sent: the address does not want mail')], default='waiting', max_length=12, verbose_name='state')),
            ('created_at', models.DateTimeField(verbose_name='written')),
            ('next_try_at', models.DateTimeField(verbose_name='next try')), ('leased_until', models.DateTimeField(null=True)),
            ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
            ('finished_at', models.DateTimeField(null=True, verbose_name='finished')),
            ('last_error', models.CharField(blank=True, max_length=120, verbose_name='last error')),
        ], options={'verbose_name': 'outgoing mail', 'verbose_name_plural': 'outgoing mail', 'ordering': ['-created_at', '-pk'], 'indexes': [models.Index(fields=['state', 'next_try_at'], name='mail_outbox_due')]}),
    ])]
