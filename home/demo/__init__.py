"""Demonstration content: an invented university's engagement office, its words, pictures and dates."""
