"""Many pages at once. Each page type has two tables, which Django's own bulk_create refuses."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page

#: Rows in one statement; Django splits further where a database allows fewer variables.
BATCH = 500


@transaction.atomic
def add_children(parent, pages, *, now):
    """Put new live pages of one type under a parent that has none, in order. No signals, no revisions, no search index."""
    model = type(pages[0])
    content_type = ContentType.objects.get_for_model(model)
    for number, page in enumerate(pages, start=1):
        page.path = Page._get_path(parent.path, parent.depth + 1, number)
        page.depth = parent.depth + 1
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.locale_id = parent.locale_id
        page.content_type = content_type
        page.draft_title = page.title
        page.live = True
        page.first_published_at = page.last_published_at = page.latest_revision_created_at = now
    fields = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    rows = Page.objects.bulk_create(
        [Page(**{name: getattr(page, name) for name in fields}) for page in pages], batch_size=BATCH
    )
    for page, row in zip(pages, rows, strict=True):
        page.pk = page.id = page.page_ptr_id = row.pk
    own = list(model._meta.local_concrete_fields)
    for start in range(0, len(pages), BATCH):
        model._base_manager._insert(pages[start : start + BATCH], fields=own, using=model._base_manager.db)
    Page.objects.filter(pk=parent.pk).update(numchild=len(pages))
    return pages
