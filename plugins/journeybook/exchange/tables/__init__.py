"""Maps in tables: cells of CSV files, workbooks and pages, and what their labels mean."""
