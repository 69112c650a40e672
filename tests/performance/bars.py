"""What must hold, and whether it does."""

from dataclasses import dataclass

from tests.performance.reading_pages import EVENT, LIST

#: The list may ask no more than this, whatever the number of dates.
MOST_QUERIES = 12
#: How much more the list may cost, in bare pages, than at the smallest size.
LIST_GROWTH = {10_000: 1.3, 100_000: 3.0}
#: Independent of size, but for what any measurement differs by.
EVENT_GROWTH = 1.3
#: Wall-clock time for a thousand rows of a file, whatever is done with them.
IMPORT_SECONDS = 60


@dataclass(frozen=True)
class Bar:
    what: str
    found: float
    most: float
    unit: str = ""

    @property
    def is_met(self):
        return self.found <= self.most


def of_pages(measured):
    smallest = measured[min(measured)]
    for size, cases in measured.items():
        yield Bar(f"{LIST}, {size:,} dates", cases[LIST].queries, MOST_QUERIES, " queries")
    for size, cases in measured.items():
        if size in LIST_GROWTH:
            yield Bar(
                f"{LIST}, {size:,} dates, against {min(measured):,}",
                cases[LIST].ratio / smallest[LIST].ratio,
                LIST_GROWTH[size],
                " ×",
            )
    for size, cases in measured.items():
        if cases is not smallest:
            growth = cases[EVENT].ratio / smallest[EVENT].ratio
            yield Bar(f"{EVENT}, {size:,} dates, against {min(measured):,}", growth, EVENT_GROWTH, " ×")


def of_imports(imported):
    for (kind, action), one in imported.steps.items():
        yield Bar(f"{kind}, {one.rows:,} rows: {action}", one.seconds, IMPORT_SECONDS * max(1, one.rows / 1_000), " s")


def show(bars):
    """One line for each. Returns how many are not met."""
    width = max((len(bar.what) for bar in bars), default=0)
    print("\nBars")
    for bar in bars:
        sign = "met" if bar.is_met else "NOT MET"
        print(f"  {bar.what:<{width}}  {bar.found:8.2f}{bar.unit:<8}  at most {bar.most:g}{bar.unit:<8}  {sign}")
    failed = sum(not bar.is_met for bar in bars)
    print(f"\n{len(bars) - failed} of {len(bars)} bars met.")
    return failed
