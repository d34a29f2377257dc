"""What every page needs: language, forms, rendering, headers, assets, error pages, logs; and how often
somebody may knock. Knows no case and no person."""
