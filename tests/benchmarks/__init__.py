"""Scripts that measure what `plan` costs, alone and beside other programs."""
