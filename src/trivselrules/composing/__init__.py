# SPDX-License-Identifier: MPL-2.0
"""A rule set of one's own put on top of the one it extends: files as written go in, and files as written come out.

So everything after knows one kind of rule set. Nodes keep their places, and each says in which file it really stands.
"""
