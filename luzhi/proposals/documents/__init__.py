"""What the forms of a proposal say, in the field's own words; `luzhi.documents.official` prints them.

Printed papers are Chinese whatever language the pages speak.
"""
