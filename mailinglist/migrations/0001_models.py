# What the migrations named in `replaces` had made, in one step: docs/decisions/0162-first-migrations.md.

import uuid
from core.operations import Batch
from django.db import migrations, models

ID = ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID'))


class Migration(migrations.Migration):
    replaces = [('mailinglist', name) for name in (
        '0001_initial', '0003_keep_wishes_apart',
    )]
    initial = True

    dependencies = [('core', '0001_models'), ('wagtailcore', '0098_apitoken')]

    operations = [Batch([
        migrations.CreateModel('Subscriber', [ID,
            ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail')),
            ('state', models.CharField(choices=[('unconfirmed', 'Unconfirmed'), ('confirmed', 'Confirmed'), ('unsubscribed', 'Unsubscribed'), ('bounced', 'Bounced'), ('complained', 'Complained')], default='unconfirmed', max_length=12, verbose_name='state')),
            ('language', models.CharField(max_length=8, verbose_name='language')),
            ('created_at', models.DateTimeField(verbose_name='asked')),
            ('changed_at', models.DateTimeField(verbose_name='last change')),
            ('asked_at', models.DateTimeField(editable=False, null=True)),
            ('asked_topics', models.JSONField(blank=True, default=list, editable=False)),
            ('asked_language', models.CharField(blank=True, editable=False, max_length=8)),
        ], options={'verbose_name': 'subscriber', 'verbose_name_plural': 'subscribers', 'ordering': ['-created_at', '-pk']}),
        migrations.CreateModel('ConsentRecord', [ID,
            ('step', models.CharField(choices=[('asked', 'Asked to join'), ('confirmed', 'Confirmed'), ('changed', 'Changed topics'), ('left', 'Left')], max_length=12, verbose_name='step')),
            ('words', models.TextField(verbose_name='words shown')),
            ('language', models.CharField(max_length=8, verbose_name='language')),
            ('place', models.CharField(blank=True, max_length=255, verbose_name='where')),
            ('at', models.DateTimeField(verbose_name='when')),
            ('subscriber', models.ForeignKey(on_delete=models.CASCADE, related_name='consents', to='mailinglist.subscriber')),
        ], options={'verbose_name': 'consent record', 'verbose_name_plural': 'consent records', 'ordering': ['at', 'pk']}),
        migrations.CreateModel('Subscription', [ID,
            ('topic_key', models.UUIDField()),
            ('subscriber', models.ForeignKey(on_delete=models.CASCADE, related_name='subscriptions', to='mailinglist.subscriber')),
        ], options={'verbose_name': 'subscription', 'verbose_name_plural': 'subscriptions', 'constraints': [models.UniqueConstraint(fields=('subscriber', 'topic_key'), name='mailinglist_topic_once')]}),
        migrations.CreateModel('Topic', [ID,
            ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
            ('name', models.CharField(max_length=80, verbose_name='name')),
            ('slug', models.SlugField(help_text='Appears in web addresses of filtered lists, so keep it once it is public.', max_length=80, verbose_name='name in addresses')),
            ('description', models.CharField(blank=True, max_length=255, verbose_name='description')),
            ('sort_order', models.PositiveSmallIntegerField(default=0, help_text='Low numbers come first.', verbose_name='order')),
            ('is_retired', models.BooleanField(default=False, help_text='Old pages keep it; nobody can choose it for something new.', verbose_name='retired')),
            ('is_default', models.BooleanField(default=False, verbose_name='chosen from the start')),
            ('locale', models.ForeignKey(editable=False, on_delete=models.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
        ], options={'verbose_name': 'topic', 'verbose_name_plural': 'topics', 'ordering': ['sort_order', 'name'], 'constraints': [models.UniqueConstraint(fields=('locale', 'slug'), name='mailinglist_topic_slug_once_per_locale')], 'unique_together': {('translation_key', 'locale')}}),
    ])]
