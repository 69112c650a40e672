"""Where editors plan a programme: the list of sessions, the festival's overview with its warnings, and the release."""
