"""How much there is in XML of strangers, counted while it is read and before anything is built of it."""

from xml.parsers import expat


class TooMuch(Exception):
    """More than anything needs that we read."""


class Measure:
    """Counts elements, how deep they are in each other, and what each says of itself. Raises `TooMuch`."""

    most_elements = 100_000
    most_depth = 100
    most_attributes = 200

    def __init__(self):
        self.elements = self.depth = 0

    def read(self, portions):
        """Another document. Raises `expat.ExpatError` where it is damaged, ValueError if it declares entities."""
        self.depth = 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        # They grow without being elements, and nothing we read needs them.
        parser.EntityDeclHandler = self._refuse
        for portion in portions:
            parser.Parse(portion)

    def count(self, name):
        """Whatever else is to be counted of an element."""

    def _start(self, name, attributes):
        self.elements += 1
        self.depth += 1
        if self.elements > self.most_elements or self.depth > self.most_depth or len(attributes) > self.most_attributes:
            raise TooMuch
        self.count(name.rpartition(" ")[2])

    def _end(self, _name):
        self.depth -= 1

    def _refuse(self, *_declared):
        raise ValueError("entities")
