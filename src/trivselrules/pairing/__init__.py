# SPDX-License-Identifier: MPL-2.0
"""Two versions of lifecycles side by side: the same events happen in both, and what differs is told.

States of the two are matched by names: where lifecycles are, the marks and the tasks that both know. Under which
readings something is reached is a decision diagram, so all readings are followed at once.
"""
