"""A programme as a table: one row for each time a session is on. What is exported can be changed and brought back."""
