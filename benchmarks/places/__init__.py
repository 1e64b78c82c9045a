"""Places named in a text and where they are, against LGL and GeoVirus."""
