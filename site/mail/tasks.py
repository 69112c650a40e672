from django_tasks import task


@task(queue_name="mail")
def deliver_one(message_id):
    """The bell: something is in the outbox. Also takes whatever else is due, so that one lost bell is made good by the next."""
    from mail import services

    services.deliver(message_id)
    services.deliver_due()
