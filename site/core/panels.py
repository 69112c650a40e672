from wagtail.admin.panels import InlinePanel as WagtailInlinePanel
from wagtail.admin.panels import MultiFieldPanel, get_form_for_model

from core.forms import TermAwareForm


class InlinePanel(WagtailInlinePanel):
    """Rows that are edited by the form their own model names, as anything else is.

    Wagtail's own panel makes these forms itself and reads no `base_form_class`, so that retired terms, or rooms of other
    places, could be chosen in a row. Use this one everywhere.
    """

    def get_form_options(self):
        options = super().get_form_options()
        rows = options["formsets"][self.relation_name]
        model = self.db_field.related_model
        deferred = getattr(getattr(rows.get("form"), "_meta", None), "defer_required_on_fields", [])
        form = getattr(model, "base_form_class", TermAwareForm)
        rows["form"] = get_form_for_model(model, form_class=form, defer_required_on_fields=deferred)
        return options


class FoldedPanel(MultiFieldPanel):
    """Fields that are seldom needed, folded away unless one of them says something or is wrong."""

    def __init__(self, children=(), *args, fold="", usual=(), **kwargs):
        super().__init__(children, *args, **kwargs)
        self.fold = fold
        #: What a field holds where nothing was said.
        self.usual = dict(usual)

    def clone_kwargs(self):
        return super().clone_kwargs() | {"fold": self.fold, "usual": self.usual}

    class BoundPanel(MultiFieldPanel.BoundPanel):
        template_name = "core/admin/folded_panel.html"

        @property
        def is_open(self):
            fields = [self.form[name] for name in self.panel.get_form_options()["fields"] if name in self.form.fields]
            return any(field.errors or self._says_something(field) for field in fields)

        def _says_something(self, field):
            value = field.value()
            return value not in (None, "") and value != self.panel.usual.get(field.name)
