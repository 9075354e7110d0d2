"""The plan as it stands on a day: deadlines in force, states and flags, all computed from dated facts."""

from plancli.state.item import COMPLETED, FLAGS, STATES, Item, State
from plancli.state.standing import Standing

__all__ = ["COMPLETED", "FLAGS", "STATES", "Item", "Standing", "State"]
