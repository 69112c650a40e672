from wagtail.admin.panels import InlinePanel

from events.festivals.forms import RunForm


class RunsPanel(InlinePanel):
    """The runs of a session. Wagtail makes the forms of an inline panel itself, so that theirs is named here."""

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = RunForm
        return options
