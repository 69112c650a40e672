"""Summer schools: one lasting page with a run for each year and place, people apply for and somebody chooses."""
