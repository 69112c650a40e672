"""Keeps the rows of summer schools true to the page tree, whoever changes it."""

from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from events.schools.models import SummerSchoolPage
from events.schools.services import project_school, withdraw_school


def on_publish(sender, instance, **kwargs):
    project_school(instance, now=timezone.now())


def on_unpublish(sender, instance, **kwargs):
    withdraw_school(instance)


def connect():
    page_published.connect(on_publish, sender=SummerSchoolPage, dispatch_uid="events.project_school")
    page_unpublished.connect(on_unpublish, sender=SummerSchoolPage, dispatch_uid="events.withdraw_school")
