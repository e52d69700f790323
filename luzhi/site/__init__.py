"""The folder of a site (LUZHI_HOME): its database server, keys, locks and process tree. Knows no Django."""
