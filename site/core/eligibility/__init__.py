"""Am I eligible? One engine for summer schools, calls and whatever else has criteria.

`criteria` says what is asked, `blocks` lets editors build it, `reading` reads what they built, `evaluation` works out an
answer, `check` is what a page shows.
How a page type uses it: docs/decisions/0085-eligibility-is-a-tree-worked-out-twice.md
"""
