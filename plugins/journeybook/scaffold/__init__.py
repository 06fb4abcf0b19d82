"""What a new portal begins with: its files out of templates, and the recipes for where its repository lives."""
