"""Pages and sections that compare curves: two maps, today and future, personas, A/B tests."""
