# SPDX-License-Identifier: MPL-2.0
"""What a decision does in every situation at once, and what follows from it exactly.

`axes` cuts facts and readings into cells, `diagram` holds functions of them, `behaviour` turns a decision into
such functions, and `regions` says a set of situations in as few words as none can be spared of. On these stand
the difference between two rule sets, why an answer is not another, what cases reach, and mutation.
"""
