"""The site without a host: its plan, addresses, error pages, stylesheet, script and checks."""
