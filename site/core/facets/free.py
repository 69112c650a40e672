"""Facets that readers answer in their own words: a span from–to, and a text to look for."""

from .facet import Facet, Field, Question, shortened


class Range(Facet):
    """A question answered with a lower and an upper end, either of which may be left open.

    `names` are the two parameters, `labels` their words, `parse` turns text into a value or raises ValueError with a sentence.
    `from_value` and `to_value` are what was understood.
    """

    kind = "range"
    names = ("from", "to")
    labels = ("", "")
    input_type = "number"

    def __init__(self, *, locale, now):
        super().__init__(locale=locale, now=now)
        self.from_value = self.to_value = None

    def answers(self):
        return []

    def counts(self, rows):
        return {}

    def parse(self, text):
        raise NotImplementedError

    def check(self):
        """Raise ValueError with a sentence if the two ends don't fit together; nothing is chosen then."""
        if self.from_value is not None and self.to_value is not None and self.to_value < self.from_value:
            raise ValueError(self.written())

    def read(self, query):
        ignored = []
        values = []
        for name, label in zip(self.names, self.labels, strict=True):
            text = query.get(name, "").strip()
            try:
                values.append(self.parse(text) if text else None)
            except (ValueError, OverflowError):
                values.append(None)
                ignored.append(f"{label} {shortened(text)}")
        self.from_value, self.to_value = values
        try:
            self.check()
        except ValueError as error:
            ignored.append(str(error))
            self.from_value = self.to_value = None
        self.chosen = [value for value in (self.from_value, self.to_value) if value is not None]
        return ignored

    def forget(self, gone):
        """Half a span is another question: all of it goes."""
        self.from_value = self.to_value = None
        self.chosen = []

    def written(self):
        """The span in words."""
        ends = zip(self.labels, (self.from_value, self.to_value), strict=True)
        return " ".join(f"{label} {self.shown(value)}" for label, value in ends if value is not None)

    def shown(self, value):
        return str(value)

    @property
    def parameters(self):
        ends = zip(self.names, (self.from_value, self.to_value), strict=True)
        return [(name, str(value)) for name, value in ends if value is not None]

    @property
    def chips(self):
        return [(self.written(), self.parameters)] if self.chosen else []

    def attributes(self):
        """Further attributes of both inputs, such as the lowest and highest value."""
        return {}

    def question(self, rows):
        values = (self.from_value, self.to_value)
        fields = [
            Field(
                name=name,
                label=label,
                type=self.input_type,
                value="" if value is None else str(value),
                attributes=self.attributes(),
            )
            for name, label, value in zip(self.names, self.labels, values, strict=True)
        ]
        return Question(
            name=self.names[0], legend=self.legend, kind=self.kind, fields=fields, hint=self.hint, is_chosen=bool(self.chosen)
        )


class Text(Facet):
    """Words to look for."""

    kind = "text"
    name = "q"
    #: Longer than this is cut: nobody types it.
    longest = 200

    def answers(self):
        return []

    def counts(self, rows):
        return {}

    def read(self, query):
        text = " ".join(query.get(self.name, "").replace("\0", " ").split())
        self.text = text[: self.longest].rstrip()
        self.chosen = [self.text] if self.text else []
        return [shortened(text[self.longest :])] if len(text) > self.longest else []

    def forget(self, gone):
        self.text, self.chosen = "", []

    @property
    def chips(self):
        return [(f"“{self.text}”", self.parameters)] if self.text else []

    def question(self, rows):
        field = Field(name=self.name, label=self.legend, type="search", value=self.text, attributes={"maxlength": self.longest})
        return Question(
            name=self.name, legend=self.legend, kind=self.kind, fields=[field], hint=self.hint, is_chosen=bool(self.text)
        )
