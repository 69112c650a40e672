from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mail.models import OutboxMessage


@never_cache
@require_safe
def outbox(request):
    """Development only: what the site has written, newest first, so that links in mail work without a mail server."""
    return render(request, "mail/outbox.html", {"messages_written": OutboxMessage.objects.all()[:50]})
