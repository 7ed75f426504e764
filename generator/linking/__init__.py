"""Links records into one knowledge base and reports references to records that do not exist."""
