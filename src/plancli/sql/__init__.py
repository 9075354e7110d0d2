"""The plan as tables that SQL asks, as of the day: in memory, read only, with nothing else within reach."""
