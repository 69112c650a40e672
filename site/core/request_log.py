from django_structlog.middlewares import RequestMiddleware
from structlog.contextvars import bind_contextvars


class RequestLogMiddleware(RequestMiddleware):
    """One line for each request: its method, which of our addresses it was for, which page, and how it ended.

    An address is named as in `urls.py`, never as it was asked for: paths and queries hold tokens, e-mail addresses and whatever
    people look for. Who is logged in is not said either; what editors do stands in the log of each page.
    """

    @staticmethod
    def format_request(request):
        match = request.resolver_match
        return f"{request.method} {(match.view_name or match.route) if match else 'no such address'}"

    def handle_response(self, request, response):
        page = (getattr(response, "context_data", None) or {}).get("page")
        if (pk := getattr(page, "pk", None)) is not None:
            bind_contextvars(page=pk)
        super().handle_response(request, response)
