from asgiref.sync import sync_to_async
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied

from accounts import brake


class BrakedBackend(ModelBackend):
    """Django's own, slowed down for whoever guesses. Every form that asks for a password comes by here."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        typed = username if username is not None else kwargs.get(get_user_model().USERNAME_FIELD)
        if request is None or typed is None:
            return super().authenticate(request, username=username, password=password, **kwargs)
        request.login_refused_until = brake.begin(request, typed)
        if request.login_refused_until:
            raise PermissionDenied
        user = super().authenticate(request, username=username, password=password, **kwargs)
        if user is not None:
            brake.end(request)
        return user

    async def aauthenticate(self, request, username=None, password=None, **kwargs):
        return await sync_to_async(self.authenticate)(request, username=username, password=password, **kwargs)
