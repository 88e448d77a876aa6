# SPDX-License-Identifier: MPL-2.0
"""A decision as a table with a row for each of its paths, and back."""
