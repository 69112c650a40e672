"""In which band a round's money is, so that people can look for small sums or large ones."""

from opportunities.choices import AWARD_LIMITS, AwardSize


def award_size(one):
    """The band of the largest award of a round, or nothing if no sum is known."""
    most = one.award_to if one.award_to is not None else one.award_from
    if most is None:
        return ""
    return next((size for size, limit in AWARD_LIMITS.items() if most <= limit), AwardSize.LARGEST)
