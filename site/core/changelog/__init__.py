"""The public log: what was announced of everything that is published; one table, one way to announce, explain and read it.

A room declares a `log.ChangeLog` for its kind of things; the rest is here.
"""
