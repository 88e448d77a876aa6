# SPDX-License-Identifier: MPL-2.0
"""The engine: compiles decisions once and evaluates them, purely and totally.

`program` turns a decision into linked steps with look-up tables, `run` follows them for one situation, and
`verdict` holds what came of it. Nothing here knows a file, a clock or a word of the field.
"""
