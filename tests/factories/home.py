import factory

from home.models import HomePage, StandardPage

from .pages import PageFactory


class HomePageFactory(PageFactory):
    class Meta:
        model = HomePage

    title = factory.Sequence("Home {}".format)


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage

    title = factory.Sequence("About {}".format)
