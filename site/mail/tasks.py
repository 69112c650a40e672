from django_tasks import task


@task(queue_name="mail")
def deliver_waiting():
    """The bell: something is in the outbox. Takes whatever is due, so that one lost bell is made good by the next."""
    from mail import services

    services.deliver_due()
