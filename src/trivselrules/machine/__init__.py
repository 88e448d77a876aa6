# SPDX-License-Identifier: MPL-2.0
"""Lifecycles that run side by side, compiled to numbers, and what an event does to them.

The engine replays logs with it and the analysis explores every state with it, so what is proved is what runs.
Nothing here knows a file, a clock or a word of the field.
"""
