"""Tables that editors bring, whatever is in them: read, their columns found, their cells understood, wrong rows left out."""
