"""Tables that editors bring, whatever is in them: read, their columns found, their cells understood, wrong rows left out."""


def take_back(changes, *, is_new, why_kept, delete, bring_back):
    """Undo changes as far as may be. Returns ([change that was undone], {change that stays: why}).

    A room says of a change whether it made something new, why it has to stay if it has, and how it is undone: `delete` takes
    all that is new at once, `bring_back` one that was changed.
    """
    kept = {change: words for change in changes if (words := why_kept(change))}
    undone = [change for change in changes if change not in kept]
    delete([change for change in undone if is_new(change)])
    for change in undone:
        if not is_new(change):
            bring_back(change)
    return undone, kept
