from functools import wraps

from django.core import signing
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from core import limits, links
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


def of_subscriber(purpose, *, max_age=None):
    """For a view of whom a link was made for. It is dead if it is none of ours or too old, or if we have forgotten them."""

    def decorate(view):
        @never_cache
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def find(request, token):
            try:
                uid = links.read(token, purpose, max_age=max_age)
            except signing.BadSignature:
                return _dead_link(request)
            if subscriber := Subscriber.objects.filter(uid=uid).first():
                return view(request, subscriber, token)
            # A link to confirm, which works for some days only, says no more than that it is dead.
            return _gone(request, is_erased=True, status=410) if max_age is None else _dead_link(request)

        return find

    return decorate


def _dead_link(request):
    return render(request, "mailinglist/dead_link.html", status=410)


def _gone(request, *, is_erased, status=200):
    return render(request, "mailinglist/gone.html", {"is_erased": is_erased}, status=status)


@of_subscriber(tokens.CONFIRM, max_age=tokens.CONFIRM_WITHIN)
def confirm(request, subscriber, token):
    """Opening the link changes nothing, since mail scanners open links too: the button does."""
    if request.method == "POST":
        services.confirm(subscriber=subscriber, now=timezone.now())
        return redirect("mailinglist:preferences", token=tokens.make(subscriber, tokens.PREFERENCES))
    topics = [name for key, name in TopicsForm().fields["topics"].choices if key in subscriber.asked_topics]
    return render(request, "mailinglist/confirm.html", {"consent": CONSENT, "topics": topics})


@of_subscriber(tokens.REFUSE)
def refuse(request, subscriber, token):
    """For somebody whose address was typed by somebody else: nothing more, whoever types it again."""
    if request.method == "POST":
        services.refuse(subscriber=subscriber, now=timezone.now())
        return render(request, "mailinglist/refused.html")
    return render(request, "mailinglist/refuse.html")


@of_subscriber(tokens.PREFERENCES)
def preferences(request, subscriber, token):
    """What somebody hears about, to change or to end. The signed link is the key to it."""
    action = request.POST.get("action")
    if action == "erase":
        services.erase(subscriber=subscriber)
        return _gone(request, is_erased=True)
    if action == "leave":
        return _leave(request, subscriber, token)
    status = 200
    if request.method == "POST":
        form = TopicsForm(request.POST)
        if form.is_valid():
            services.change_topics(subscriber=subscriber, topics=form.cleaned_data["topics"], now=timezone.now())
            return redirect(reverse("mailinglist:preferences", args=[token]) + "?saved")
        status = 422
    else:
        form = TopicsForm(
            initial={"topics": [str(key) for key in subscriber.subscriptions.values_list("topic_key", flat=True)]}
        )
    context = {"subscriber": subscriber, "form": form, "consent": CONSENT, "is_saved": "saved" in request.GET}
    return render(request, "mailinglist/preferences.html", context, status=status)


def _leave(request, subscriber, token):
    services.unsubscribe(subscriber=subscriber, now=timezone.now())
    return _gone(request, is_erased=False)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """What a mail program posts to when its own button is pressed (RFC 8058): no page, no cookie, no question.

    The same address opened by a person leads to where they can press the button.
    """
    if request.method == "POST":
        return of_subscriber(tokens.PREFERENCES)(_leave)(request, token)
    return redirect("mailinglist:preferences", token=token)
