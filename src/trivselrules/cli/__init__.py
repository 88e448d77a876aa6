# SPDX-License-Identifier: MPL-2.0
"""The command line: the only place that looks at the clock, the terminal and the arguments."""
