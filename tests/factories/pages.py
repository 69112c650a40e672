import factory
from factory.django import DjangoModelFactory


class PageFactory(DjangoModelFactory):
    """A page under `parent`, published through a revision as an editor would; `publish=False` leaves it a draft."""

    class Meta:
        abstract = True

    title = factory.Sequence("Page {}".format)

    @classmethod
    def _create(cls, model_class, *args, parent, publish=True, many=(), **values):
        page = model_class(**values)
        page.live = False
        parent.add_child(instance=page)
        cls.fill(page, dict(many))
        revision = page.save_revision()
        if publish:
            revision.publish()
        return model_class.objects.get(pk=page.pk)

    @classmethod
    def fill(cls, page, many):
        for name, values in many.items():
            setattr(page, name, values)
