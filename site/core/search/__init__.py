"""How lists are narrowed and searched: one engine for what's on, opportunities, programmes and venues.

`words`: what words of a text are compared, and who finds them · `index`: everything a list may show, in memory, some of it, and
what answers are called · `cache`: how a process keeps it · `facets` and `filters`: what readers ask · `backend`: Wagtail's own
search, for editors.
"""
