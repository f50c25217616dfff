"""The second wall walked whole: what the database itself shows and takes, told twice and compared."""
