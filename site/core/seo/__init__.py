"""What machines read: search engines, services that show shared links, people who look for the security contact."""
