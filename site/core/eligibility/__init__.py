"""Am I eligible? One engine for summer schools, calls and whatever else has criteria.

`blocks` lets editors build what is asked, `criteria` is what they built and works out an answer, `check` is what a page shows.
How a page type uses it: docs/decisions/0085-eligibility-is-a-tree-worked-out-twice.md
"""
