from django.apps import AppConfig


class MailingListConfig(AppConfig):
    name = "mailinglist"
