"""What a group says about an answer. Every sentence a group may need is worked out beforehand, so that the script in the
page says exactly what the server says, in languages with any number of plural forms."""

from django.utils.translation import ngettext


def met_sentences(group):
    """One sentence for each number of members that are met, from none to all of them."""
    return [_met(group, number) for number in range(len(group.members) + 1)]


def _met(group, met):
    if met < group.needed:
        return ngettext(
            "You do not meet the one that is needed.", "You meet %(met)s of the %(needed)s that are needed.", group.needed
        ) % {"met": met, "needed": group.needed}
    if group.at_least is None:
        return ngettext("You meet it.", "You meet all %(met)s.", met) % {"met": met}
    return ngettext("You meet one, which is enough.", "You meet %(met)s, which is enough.", met) % {"met": met}


def unknown_sentences(group):
    """One sentence for each number of members that nobody knows about yet; nothing for none."""
    return [""] + [
        ngettext("We do not know about one yet.", "We do not know about %(number)s yet.", number) % {"number": number}
        for number in range(1, len(group.members) + 1)
    ]
