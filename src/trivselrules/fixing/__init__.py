# SPDX-License-Identifier: MPL-2.0
"""Mistakes in rule files that have one safe answer: texts that could be meant, and which of them it is."""
