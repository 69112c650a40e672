from wagtail.admin.forms import WagtailAdminModelForm


class SubscriberAdminForm(WagtailAdminModelForm):
    """Staff may take somebody off the list, for any reason there is; only the person puts themselves on it."""

    OFFERED = {"unsubscribed", "bounced", "complained"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "state" in self.fields:
            state = self.fields["state"]
            state.choices = [one for one in state.choices if one[0] in self.OFFERED | {self.instance.state}]
