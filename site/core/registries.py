"""What lower rooms learn from higher ones. Each registry is filled in an `AppConfig.ready()` and read at request time."""


class Registry(dict):
    """Named things of one kind, in the order they were registered."""

    def register(self, name, thing):
        """Raises ValueError if somebody else has the name."""
        if self.setdefault(name, thing) is not thing:
            raise ValueError(f"{name!r} is registered already")
        return thing


#: page class → `core.publishing.Publication`: which pages are published as facts, and how.
publications = Registry()

#: name → function(*, request, filters, limit, now, locale=None) → list of `core.cards.Card`, for list blocks and the home page.
live_lists = Registry()

#: name → function(*, home) → pages under a home page. "footer": what the foot of every page links to.
page_lists = Registry()

#: name → function(*, request) → list of `core.outputs.openapi.ApiList`: the lists that can be had as JSON.
api_lists = Registry()

#: view name → function(request, *args, **kwargs) → `core.outputs.Outputs` or None: what other sites may embed.
embeddables = Registry()

#: name → function(*, request, languages) → list of (locale id, key, address, changed or None); same key: same thing.
sitemap_addresses = Registry()

#: name → `core.periodic_tasks.PeriodicTask`: what has to be done regularly. See `manage.py housekeeping`.
periodic_tasks = Registry()

#: thing → `core.changelog.log.ChangeLog`: how each kind of published things tells its changes.
change_logs = Registry()

#: name → `core.people.PersonalData`: where something about a person is kept. See `core.people`.
people = Registry()

#: name → `core.retention.RetentionPolicy`: what is forgotten, and after how long. See `core.retention`.
retention_policies = Registry()
#: purpose → function(content, name) → what is kept of a file somebody brought, as JSON. See `core.uploads.tables`.
upload_readers = Registry()

#: name → function(): reads what a process keeps in memory, so that it is there before the first reader.
cache_warmers = Registry()
