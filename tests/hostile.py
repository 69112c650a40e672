"""A client that finds out what an address reads, and asks it just that, in the worst way."""

from urllib.parse import quote

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.test.client import ClientHandler
from django.utils.datastructures import MultiValueDict

#: More words than a query is deep, what search engines take for their own language, and what is no text in any encoding.
WORDS = "+".join(["word"] * 600) + "%22'%3B--)(*^:%25%25s%22AND%01%08%0A%0D%1F%E2%80%AE%ED%A0%80%ff"
#: What is hard to count to: more digits than Python reads, one more than any database holds, and less than nothing.
NUMBERS = ["9" * 5000, "9223372036854775808", "-1"]
#: What a form may send besides: a NUL byte, JSON of the wrong kind, and what makes sense and leads further.
BODIES = ["%00", "[1,[]]", "1"]
#: JSON of the wrong kind, no text, and too deep to be read, for views that read what was sent by themselves.
RAW = [b'"x"', b"\xff", b"[" * 100_000, rb'{"\ud800": "\u0000", "a": Infinity}']
METHODS = ["PUT", "PATCH", "DELETE"]
#: A form that says it has thousands of rows is asked for no more names than this: beyond what Django takes, nothing is learnt.
MOST_NAMES = 2000
FORM = "application/x-www-form-urlencoded"


class _Noted:
    """Notes every name that is looked for in what was sent."""

    def __init__(self, *args, **kwargs):
        self.read = set()
        super().__init__(*args, **kwargs)

    def __getitem__(self, name):
        self.read.add(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        self.read.add(name)
        return super().__contains__(name)

    def _getlist(self, name, *args, **kwargs):
        self.read.add(name)
        return super()._getlist(name, *args, **kwargs)

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied.read = self.read
        return copied

    def copy(self):
        return self.__deepcopy__({})


class _Question(_Noted, QueryDict):
    pass


class _Files(_Noted, MultiValueDict):
    pass


class _Handler(ClientHandler):
    """Gives views what was sent as they would have it, but noted."""

    def make_view_atomic(self, view):
        """What a view fails at in the database is undone before the answer is made, as it is without a test around it."""

        def whole(*args, **kwargs):
            with transaction.atomic():
                response = view(*args, **kwargs)
                return response.render() if callable(getattr(response, "render", None)) else response

        return whole

    def get_response(self, request):
        request.GET = _Question(request.META.get("QUERY_STRING", ""), encoding=request.encoding)
        sent, files = _Question(mutable=True), _Files(request.FILES)
        sent.update(request.POST)
        sent._mutable, sent.read = False, set()
        request._post, request._files = sent, files
        response = super().get_response(request)
        response.read = {"GET": request.GET.read, "POST": sent.read, "FILES": files.read}
        return response


class HostileClient(Client):
    """Answers 500 instead of raising, as a server does. Nothing that it asks stays done."""

    def __init__(self, user=None):
        super().__init__(raise_request_exception=False)
        self.handler = _Handler(enforce_csrf_checks=False)
        if user:
            self.force_login(user)

    def ask(self, url, names=(), value=""):
        return self._undone(self.get, f"{url}?{_written(names, value)}" if names else url)

    def send(self, url, names=(), value=""):
        return self._undone(self.post, url, _written(names, value), content_type=FORM)

    def send_raw(self, method, url, body, content_type="application/json"):
        return self._undone(self.generic, method, url, body, content_type=content_type)

    def upload(self, url, names):
        return self._undone(self.post, url, {name: SimpleUploadedFile("\u202e=1.png", b"\xff\x00<") for name in names})

    def _undone(self, method, *args, **kwargs):
        cookies = {name: morsel.value for name, morsel in self.cookies.items()}
        with transaction.atomic():
            response = method(*args, **kwargs)
            if response.streaming:
                b"".join(response.streaming_content)
            transaction.set_rollback(True)
        self.cookies.clear()
        self.cookies.load(cookies)
        return response

    def answers(self, url, names, *, is_whole=True, number=0):
        """(what was asked, answer) for all that is asked of an address. Not whole: one of the kinds, by a number.

        `names` are those that its view is known to read from a question; what is found out is added.
        """
        kinds = [WORDS, *NUMBERS] if is_whole else [[WORDS, *NUMBERS][number % 4]]
        yield from self._answers(self.ask, "GET", url, names, kinds)
        kinds = [WORDS, *NUMBERS[:2], *BODIES] if is_whole else [[WORDS, *NUMBERS[:2], *BODIES][number % 6]]
        yield from self._answers(self.send, "POST", url, set(), kinds)
        for which, method in enumerate(("POST", *METHODS)):
            for body in RAW if is_whole else [RAW[(number + which) % len(RAW)]]:
                response = self.send_raw(method, url, body)
                yield f"{method} {url} = {body[:20]}", response
                if response.status_code == 405:
                    break

    def _answers(self, ask, method, url, names, kinds):
        if not names:
            # A question that nobody knows: lists look for what filters them only where something is asked.
            response = ask(url, ["unknown"], "1") if method == "GET" else ask(url)
            yield f"{method} {url}", response
            names |= response.read[method] - {"unknown"}
            if response.status_code == 405:
                return
            if files := response.read["FILES"]:
                yield f"{method} {url} files {sorted(files)}", self.upload(url, files)
        for value in kinds if names else ():
            response = ask(url, names, value)
            yield f"{method} {url} = {value[:20]} {sorted(names)}", response
            names |= response.read[method]


def _written(names, value):
    """`value` is quoted already: some of it is no text in any encoding."""
    return "&".join(f"{quote(name)}={value}" for name in sorted(names)[:MOST_NAMES])
