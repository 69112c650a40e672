# What the migrations named in `replaces` had made, in one step: docs/decisions/0162-first-migrations.md.

from core.fields import StreamField
from core.operations import Batch
from django.conf import settings
from django.db import migrations, models

PAGE = [
    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=models.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
    ('summary', models.CharField(blank=True, help_text='One or two sentences: shown in lists, search results and when somebody shares the page.', max_length=300, verbose_name='summary')),
    ('story', StreamField(blank=True, verbose_name='story')),
    ('image', models.ForeignKey(blank=True, help_text='Shown at the top of the page and on cards. Landscape, at least 1,600 pixels wide.', null=True, on_delete=models.SET_NULL, related_name='+', to='core.picture', verbose_name='picture')),
]


class Migration(migrations.Migration):
    replaces = [('home', name) for name in (
        '0001_initial', '0004_demo_record', '0005_story_blocks', '0006_let_groups_plan_programmes',
        '0007_story_can_list_summer_schools',
    )]
    initial = True

    dependencies = [('core', '0001_models'), migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL)]

    operations = [Batch([
        migrations.CreateModel('DemoRecord', [
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('key', models.CharField(max_length=120, unique=True)), ('object_id', models.CharField(max_length=40)),
            ('content_type', models.ForeignKey(on_delete=models.CASCADE, related_name='+', to='contenttypes.contenttype')),
        ], options={'verbose_name': 'record of demonstration content', 'verbose_name_plural': 'records of demonstration content'}),
        migrations.CreateModel('HomePage', [*PAGE,
            ('ways', StreamField(blank=True, verbose_name='ways to get involved')),
        ], options={'verbose_name': 'home page', 'verbose_name_plural': 'home pages'}, bases=('wagtailcore.page',)),
        migrations.CreateModel('StandardPage', [*PAGE,
            ('show_in_footer', models.BooleanField(default=False, verbose_name='show in the footer')),
        ], options={'verbose_name': 'page', 'verbose_name_plural': 'pages'}, bases=('wagtailcore.page',)),
    ])]
