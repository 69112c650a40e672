from functools import partial

from django.db import transaction
from django.db.models.signals import post_save, pre_save
from django_tasks import task
from wagtail.images import get_image_model

from core.models.pictures import Picture

from .renditions import make


# After everything else that a worker has to do: hundreds of pictures come at once.
@task(queue_name="pictures", priority=-10)
def make_renditions(picture_id):
    """Make a picture ready to be shown. Nothing to do if it is deleted or its file has gone meanwhile."""
    picture = get_image_model().objects.filter(pk=picture_id).first()
    return make(picture) if picture and picture.file.storage.exists(picture.file.name) else 0


#: A change of anything else leaves the renditions as they are.
LOOKS = {"file", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"}


def store_file_first(instance, update_fields, **kwargs):
    """Storing a picture's file changes it, so its width, height and hash are known only afterwards and saved with it."""
    if instance.file and not instance.file._committed and (update_fields is None or "file" in update_fields):
        instance.file.save(instance.file.name, instance.file.file, save=False)


def enqueue_renditions(instance, raw, update_fields, **kwargs):
    """However a picture comes in (form, several at once, API, loader), it is made ready as soon as it is stored."""
    if not raw and (update_fields is None or LOOKS & set(update_fields)):
        transaction.on_commit(partial(make_renditions.enqueue, instance.pk))


def connect():
    pre_save.connect(store_file_first, sender=Picture, dispatch_uid="core.pictures.store_file_first")
    post_save.connect(enqueue_renditions, sender=Picture, dispatch_uid="core.pictures.make_renditions")
