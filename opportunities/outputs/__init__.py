"""The files behind the list of opportunities and behind each of them."""
