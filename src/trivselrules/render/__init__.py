# SPDX-License-Identifier: MPL-2.0
"""Answers, rules and findings as text for people. The only place that holds words of a human language."""
