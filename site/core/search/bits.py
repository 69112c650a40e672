"""Sets as the bits of one whole number, which Python counts and joins at memory speed."""


def bits_of(positions, size):
    """The set of some positions below `size`."""
    buffer = bytearray(size // 8 + 1)
    for position in positions:
        buffer[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(buffer, "little")


def positions_of(bits):
    """The positions in a set, in order."""
    digits = f"{bits:b}"[::-1]
    found, position = [], digits.find("1")
    while position >= 0:
        found.append(position)
        position = digits.find("1", position + 1)
    return found


class Groups:
    """Positions in groups that lie side by side: the rows of each item.

    Each group has one more position on top, its guard, that no row uses. Adding `all` (ones at every row) to a set carries into
    the guard of every group with at least one bit, and of no other: so the groups that a set touches are found by one addition,
    whatever their number. In the same way adding the starts of some groups empties them and no others.
    """

    def __init__(self, sizes):
        self.starts, self.guards = [], []
        position = 0
        for size in sizes:
            self.starts.append(position)
            position += size
            self.guards.append(position)
            position += 1
        self.size = position
        self._guards = bits_of(self.guards, position)
        #: Every position but the guards.
        self.all = self._guards - bits_of(self.starts, position)

    def touched(self, bits):
        """The guards of the groups in which any bit is set."""
        return (bits + self.all) & self._guards

    def whole(self, numbers):
        """All positions of some groups, by the groups' numbers."""
        starts = self.starts
        return self.all & ~(self.all + bits_of([starts[number] for number in numbers], self.size))
