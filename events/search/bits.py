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
    """Positions in groups that lie side by side: the dates of each event.

    Each group has one more position on top, its guard, that no date uses. Adding `fill` (all ones below each guard) to a set
    carries into the guard of every group with at least one bit, and of no other: so the groups that a set touches are found
    by one addition, whatever their number.
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
        self.guard_bits = bits_of(self.guards, position)
        self.fill = self.guard_bits - bits_of(self.starts, position)
        #: Every position but the guards.
        self.all = self.fill

    def extended(self, sizes):
        """The same with more groups at the end."""
        more = Groups.__new__(Groups)
        more.starts, more.guards = [*self.starts], [*self.guards]
        position = self.size
        for size in sizes:
            more.starts.append(position)
            position += size
            more.guards.append(position)
            position += 1
        more.size = position
        starts, guards = more.starts[len(self.starts) :], more.guards[len(self.guards) :]
        new_guards = bits_of(guards, position)
        more.guard_bits = self.guard_bits | new_guards
        more.fill = self.fill | (new_guards - bits_of(starts, position))
        more.all = more.fill
        return more

    def touched(self, bits):
        """The guards of the groups in which any bit is set."""
        return (bits + self.fill) & self.guard_bits

    def whole(self, numbers):
        """All positions of some groups, by the groups' numbers."""
        return bits_of([self.guards[n] for n in numbers], self.size) - bits_of([self.starts[n] for n in numbers], self.size)
