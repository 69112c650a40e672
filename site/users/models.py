from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Someone who works on the site: an editor, a reviewer, an administrator. The public has no accounts."""
