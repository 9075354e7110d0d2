"""The plan looked back on: what git and the dated facts say of its past."""
