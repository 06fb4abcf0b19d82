"""Files for programs: `map.json`, `portal.json`, their schemas, the spreadsheet and `llms.txt`."""
