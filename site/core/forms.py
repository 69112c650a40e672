from django.db.models import Q
from wagtail.admin.forms import WagtailAdminPageForm


class TermAwarePageForm(WagtailAdminPageForm):
    """A page form whose taxonomy choices are the terms in use, in the page's own language.

    A retired term stays only where it is already chosen, so old pages keep working (DESIGN.md §2.1).
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        from core.models import Term

        for name, field in self.fields.items():
            queryset = getattr(field, "queryset", None)
            if queryset is None or not issubclass(queryset.model, Term):
                continue
            chosen = self.initial.get(name) or []
            chosen = [getattr(one, "pk", one) for one in (chosen if isinstance(chosen, (list, tuple)) else [chosen])]
            usable = Q(is_retired=False)
            if self.instance.locale_id:
                usable &= Q(locale_id=self.instance.locale_id)
            field.queryset = queryset.filter(usable | Q(pk__in=chosen))
