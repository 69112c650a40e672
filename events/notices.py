"""What events tell whoever must follow them, such as shifts and bookings, without knowing who that is."""

from django.dispatch import Signal

#: Dates were written, moved, announced as cancelled, hidden or taken away: `uids` says which; one without a row is gone.
#: Sent inside the transaction that changes them, once the rows are true, so that what receivers write belongs to it.
occurrences_changed = Signal()
