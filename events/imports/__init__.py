"""Events from files: reading, mapping, a dry run, applying and undoing."""
