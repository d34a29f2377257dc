"""A child's own words, and who reads them."""
