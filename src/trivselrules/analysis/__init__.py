# SPDX-License-Identifier: MPL-2.0
"""What can be said about a rule set without evaluating it: its names, and what its rules say together.

`names` finds names that do not exist, do not fit or are not used; `cases` does the same for worked examples;
`shape` keeps a decision within what can be walked; `logic` finds gaps, overlaps, conflicts and dead answers,
each with a situation that shows it. Nothing here imports the engine: tests compare the two.
"""
