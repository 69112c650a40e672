"""What may be uploaded, and what is taken out of it before it is kept."""
