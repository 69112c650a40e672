from hypothesis import given
from hypothesis import strategies as st

from core.search.index import Groups, bits_of, positions_of

sizes = st.lists(st.integers(1, 9), min_size=1, max_size=12)


@given(st.sets(st.integers(0, 300)))
def test_a_set_keeps_its_positions(positions):
    assert positions_of(bits_of(positions, 301)) == sorted(positions)


@given(sizes=sizes, data=st.data())
def test_the_groups_that_a_set_touches_are_found_by_one_addition(sizes, data):
    groups = Groups(sizes)
    dates = positions_of(groups.all)
    chosen = data.draw(st.sets(st.sampled_from(dates)))

    touched = groups.touched(bits_of(chosen, groups.size))

    expected = [
        number
        for number, (start, guard) in enumerate(zip(groups.starts, groups.guards, strict=True))
        if any(start <= position < guard for position in chosen)
    ]
    assert positions_of(touched) == [groups.guards[number] for number in expected]


@given(sizes=sizes, data=st.data())
def test_whole_groups_are_all_their_dates_and_nothing_else(sizes, data):
    groups = Groups(sizes)
    numbers = data.draw(st.sets(st.integers(0, len(sizes) - 1)))

    expected = [position for n in sorted(numbers) for position in range(groups.starts[n], groups.guards[n])]
    assert positions_of(groups.whole(numbers)) == expected
