from django.core import signing
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import Site

from core import limits
from core.models import SiteSettings
from core.site_address import address_of
from mailinglist import services, tokens
from mailinglist.forms import SubscribeForm, TopicsForm
from mailinglist.models import CONSENT, Subscriber


def _form_page(request, form, *, status=200):
    return render(request, "mailinglist/subscribe.html", {"form": form, "consent": CONSENT}, status=status)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request):
    """The way onto the list. A sign-up box on any page posts here without a token, so that its page can be cached.

    Such a post stores nothing: it shows the form, filled in. Only the form itself, which has a token, asks to join.
    """
    if request.method == "POST" and "step" in request.POST:
        return _join(request)
    typed = {name: request.POST.get(name, "")[:254] for name in ("email", "place")}
    return _form_page(request, SubscribeForm(initial={name: value for name, value in typed.items() if value}))


@csrf_protect
def _join(request):
    form = SubscribeForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    if until := limits.refused_until_for(request, purpose="subscribe"):
        words = _("There have been many sign-ups from your network, which you may share with others. %(when)s")
        form.add_error(None, words % {"when": limits.wait_words(until)})
        return _form_page(request, form, status=429)
    if not form.cleaned_data["website"]:
        site = Site.find_for_request(request)
        settings = SiteSettings.for_request(request)
        services.subscribe(
            email=form.cleaned_data["email"],
            topics=form.cleaned_data["topics"],
            place=form.cleaned_data["place"],
            form_id=form.form_id,
            address=address_of(site),
            site_name=settings.words_for(request.LANGUAGE_CODE).name,
            now=timezone.now(),
        )
    return redirect("mailinglist:check_your_email")


@never_cache
def check_your_email(request):
    """The same for every address, known or not."""
    return render(request, "mailinglist/check_your_email.html")


def _subscriber(token, purpose, *, max_age=None):
    """Whom a link was made for, or None if it is not ours, too old, or they are gone."""
    try:
        return Subscriber.objects.filter(uid=tokens.read(token, purpose, max_age=max_age)).first()
    except signing.BadSignature:
        return None


def _dead_link(request, token="", purpose=""):
    """A link that is none of ours or too old; or that was ours, and whose person we have forgotten."""
    try:
        is_erased = bool(purpose) and bool(tokens.read(token, purpose))
    except signing.BadSignature:
        is_erased = False
    if is_erased:
        return render(request, "mailinglist/gone.html", {"is_erased": True}, status=410)
    return render(request, "mailinglist/dead_link.html", status=410)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    """Opening the link changes nothing, since mail scanners open links too: the button does."""
    subscriber = _subscriber(token, tokens.CONFIRM, max_age=tokens.CONFIRM_WITHIN)
    if subscriber is None:
        return _dead_link(request)
    if request.method == "POST":
        services.confirm(subscriber=subscriber, now=timezone.now())
        return redirect("mailinglist:preferences", token=tokens.make(subscriber, tokens.PREFERENCES))
    topics = [name for key, name in TopicsForm().fields["topics"].choices if key in subscriber.asked_topics]
    return render(request, "mailinglist/confirm.html", {"consent": CONSENT, "topics": topics})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request, token):
    """For somebody whose address was typed by somebody else: nothing more, whoever types it again."""
    subscriber = _subscriber(token, tokens.REFUSE)
    if subscriber is None:
        return _dead_link(request, token, tokens.REFUSE)
    if request.method == "POST":
        services.refuse(subscriber=subscriber, now=timezone.now())
        return render(request, "mailinglist/refused.html")
    return render(request, "mailinglist/refuse.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request, token):
    """What somebody hears about, to change or to end. The signed link is the key to it."""
    subscriber = _subscriber(token, tokens.PREFERENCES)
    if subscriber is None:
        return _dead_link(request, token, tokens.PREFERENCES)
    if request.method == "POST":
        return _change(request, subscriber, token)
    chosen = [str(key) for key in subscriber.subscriptions.values_list("topic_key", flat=True)]
    return _preferences_page(request, subscriber, TopicsForm(initial={"topics": chosen}))


def _preferences_page(request, subscriber, form, *, status=200):
    context = {"subscriber": subscriber, "form": form, "consent": CONSENT, "is_saved": "saved" in request.GET}
    return render(request, "mailinglist/preferences.html", context, status=status)


def _change(request, subscriber, token):
    action = request.POST.get("action")
    if action == "erase":
        services.erase(subscriber=subscriber)
        return render(request, "mailinglist/gone.html", {"is_erased": True})
    if action == "leave":
        services.unsubscribe(subscriber=subscriber, now=timezone.now())
        return render(request, "mailinglist/gone.html", {"is_erased": False})
    form = TopicsForm(request.POST)
    if not form.is_valid():
        return _preferences_page(request, subscriber, form, status=422)
    services.change_topics(subscriber=subscriber, topics=form.cleaned_data["topics"], now=timezone.now())
    return redirect(reverse("mailinglist:preferences", args=[token]) + "?saved")


@csrf_exempt
@never_cache
@require_POST
def one_click(request, token):
    """What a mail program posts when its own button is pressed (RFC 8058): no page, no cookie, no question."""
    subscriber = _subscriber(token, tokens.PREFERENCES)
    if subscriber is None:
        return _dead_link(request, token, tokens.PREFERENCES)
    services.unsubscribe(subscriber=subscriber, now=timezone.now())
    return render(request, "mailinglist/gone.html", {"is_erased": False})


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """The same address opened by a person leads to where they can press the button; posted by a mail program it is done."""
    if request.method == "POST":
        return one_click(request, token)
    return redirect("mailinglist:preferences", token=token)
