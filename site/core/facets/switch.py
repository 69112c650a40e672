from .facet import shortened


class Switch:
    """How a list is shown: its order, its view. It narrows nothing; the first answer is what readers get who choose none.

    `is_input`: the form has an input for it, so nothing need carry it along. `is_page`: another answer is a page of its own
    for search engines.
    """

    def __init__(self, name, legend, answers, *, is_input=False, is_page=False):
        self.name, self.legend, self.answers = name, legend, answers
        self.is_input, self.is_page = is_input, is_page

    def read(self, query):
        """(the answer chosen, what was asked for and nobody offers)"""
        offered = dict(self.answers)
        asked = query.get(self.name, "")
        return (asked, []) if asked in offered else (self.default, [shortened(asked)] if asked else [])

    def heading(self, value):
        """What a list with this answer alone is called, if that is a page of its own."""
        return dict(self.answers)[value] if self.is_page else ""

    @property
    def default(self):
        return self.answers[0][0]
