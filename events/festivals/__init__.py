"""Festivals: a page with its days, and a programme of sessions that editors release as a whole."""
