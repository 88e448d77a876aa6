# SPDX-License-Identifier: MPL-2.0
"""Answers, rules and findings as text for people. With `catalog` and the help the only place that holds Danish."""
