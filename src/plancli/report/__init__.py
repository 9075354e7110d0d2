"""Answers made ready to be drawn: plain tables, lines and data, in words where people read them."""
