"""What every page needs: language, forms, rendering, headers, assets, error pages, logs. Knows no case and
no person."""
