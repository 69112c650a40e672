from django.contrib.auth.signals import user_logged_in

from accounts import brake, devices, owners


def remember_browser(sender, request, user, **kwargs):
    """Somebody has logged in with their password: this browser is theirs, and if it is a new one they hear of it."""
    if not getattr(request, "login_counted", None):
        return
    name = brake.name_of(user.get_username())
    if not devices.known(request, name):
        owners.tell_of_new_browser(user)
    devices.remember(request, name)


def connect():
    user_logged_in.connect(remember_browser, dispatch_uid="accounts.remember_browser")
