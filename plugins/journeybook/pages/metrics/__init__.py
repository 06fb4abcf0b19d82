"""Pages of metrics: one metric, all metrics, and drop-off."""
