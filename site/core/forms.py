from collections.abc import Iterable

from django.db.models import Q
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.models import Locale


class TermAwareForm(WagtailAdminModelForm):
    """A form whose taxonomy choices are the terms in use, in the language of what is edited.

    A retired term stays only where it is already chosen, so old pages keep working (DESIGN.md §2.1).
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        from core.models import Term

        locale_id = getattr(self.instance, "locale_id", None) or Locale.get_default().pk
        for name, field in self.fields.items():
            queryset = getattr(field, "queryset", None)
            if queryset is None or not issubclass(queryset.model, Term):
                continue
            chosen = self.initial.get(name) or ()
            chosen = [getattr(one, "pk", one) for one in (chosen if isinstance(chosen, Iterable) else [chosen])]
            field.queryset = queryset.filter(Q(is_retired=False, locale_id=locale_id) | Q(pk__in=chosen))


class TermAwarePageForm(TermAwareForm, WagtailAdminPageForm):
    """The same for pages."""
