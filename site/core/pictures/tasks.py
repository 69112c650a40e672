from django_tasks import task
from wagtail.images import get_image_model

from .renditions import make


# After everything else that a worker has to do: hundreds of pictures come at once.
@task(queue_name="pictures", priority=-10)
def make_renditions(picture_id):
    """Make a picture ready to be shown. Nothing to do if it is deleted or its file has gone meanwhile."""
    picture = get_image_model().objects.filter(pk=picture_id).first()
    return make(picture) if picture and picture.file.storage.exists(picture.file.name) else 0
