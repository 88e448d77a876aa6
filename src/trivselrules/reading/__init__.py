# SPDX-License-Identifier: MPL-2.0
"""From the text of a rule file to the immutable model: each stage has its own type and looks only back.

`source` (text → positioned tree) → `document` (tree against its schema) → `structure` (tree → file as
written) → `assembly` (files → model).
"""
