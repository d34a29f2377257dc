"""What a child has written, and which of the parents the child shows it to.

Words: to *show* own words is to name a parent as their reader; to *take them back* ends that at once.
Must never: let anybody but the child decide that a parent reads a child's words. The rule itself stands in
`access.visibility`; what is shown here is its named readers.
"""
