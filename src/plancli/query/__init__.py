"""Questions to a plan as it stands on a day: pure functions that return items, in order."""
