from typing import ClassVar

from django.contrib.auth.hashers import MD5PasswordHasher


class CountingHasher(MD5PasswordHasher):
    """Django's quick one for tests, which tells how often a password was worked on."""

    worked: ClassVar[list] = []

    def encode(self, password, salt):
        self.worked.append(password)
        return super().encode(password, salt)
