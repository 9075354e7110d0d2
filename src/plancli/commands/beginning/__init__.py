"""What `plan init` asks, takes from a table and makes of it."""
